package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page at `/` was last modified on 6 January 2025 at 8:00. `TAG` in a row is its entity tag.
class ConditionalTest extends CorrectServer {

  private static final Pattern TAG = Pattern.compile("\r\nETag: (\"[^\"]*\")\r\n");

  private String tag = "";

  @BeforeAll
  void learnTheTag() throws IOException {
    Matcher found = TAG.matcher(all("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    assertThat(found.find()).isTrue();
    tag = found.group(1);
  }

  private String ask(String method, String fields) throws IOException {
    String lines =
        fields.isEmpty() ? "" : fields.replace("TAG", tag).replace(" | ", "\r\n") + "\r\n";
    return all(method + " / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n" + SENTINEL);
  }

  private void expect(String method, String fields, int status) throws IOException {
    assertThat(RawClient.statuses(ask(method, fields))).containsExactly(status, 204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "If-None-Match: TAG",
        "If-None-Match: W/TAG",
        "If-None-Match: \"x,y\", ,TAG",
        "If-None-Match: \"x\" | If-None-Match: TAG",
        "If-None-Match: *",
        "If-Modified-Since: Mon, 06 Jan 2025 08:00:00 GMT",
        "If-Modified-Since: Monday, 06-Jan-25 08:00:00 GMT",
        "If-Modified-Since: Mon Jan  6 08:00:00 2025",
        "If-None-Match: TAG | If-Modified-Since: Sun, 05 Jan 2025 08:00:00 GMT",
        "If-Match: TAG | If-None-Match: TAG",
      })
  void whatTheClientHasIsNotSentAgain(String fields) throws IOException {
    expect("GET", fields, 304);
    expect("HEAD", fields, 304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "If-None-Match: \"x\"",
        "If-None-Match: x",
        "If-Modified-Since: Sun, 05 Jan 2025 08:00:00 GMT",
        "If-Modified-Since: yesterday",
        "If-Modified-Since: Mon, 06 Jan 2025 08:00:00 CET",
        "If-Modified-Since: Monday, 06-Jan-94 08:00:00 GMT",
        "If-None-Match: \"x\" | If-Modified-Since: Mon, 06 Jan 2025 08:00:00 GMT",
        "If-Match: TAG",
        "If-Match: \"x\", TAG",
        "If-Match: *",
        "If-Unmodified-Since: Mon, 06 Jan 2025 08:00:00 GMT",
        "If-Unmodified-Since: yesterday",
        "If-Match: TAG | If-Unmodified-Since: Sun, 05 Jan 2025 08:00:00 GMT",
      })
  void aConditionThatHoldsChangesNothing(String fields) throws IOException {
    expect("GET", fields, 200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, If-Match: \"x\"",
    "GET, If-Match: W/TAG",
    "GET, If-Match: \"x\" | If-None-Match: TAG",
    "GET, 'If-Unmodified-Since: Sun, 05 Jan 2025 08:00:00 GMT'",
    "POST, If-Match: \"x\"",
    "POST, If-None-Match: TAG",
    "POST, If-None-Match: *",
    "POST, 'If-Unmodified-Since: Sun, 05 Jan 2025 08:00:00 GMT'",
  })
  void aConditionThatFailsIsTold(String method, String fields) throws IOException {
    expect(method, fields, 412);
  }

  @Test
  void ifModifiedSinceIsForRetrievalOnly() throws IOException {
    expect("POST", "If-Modified-Since: Mon, 06 Jan 2025 08:00:00 GMT", 200);
  }

  @Test
  void aConditionIsIgnoredWhereTheAnswerIsAnErrorAnyway() throws IOException {
    assertThat(answers("GET /nowhere HTTP/1.1\r\nHost: a\r\nIf-Match: \"x\"\r\n\r\n"))
        .containsExactly(404);
    assertThat(answers("DELETE / HTTP/1.1\r\nHost: a\r\nIf-Match: \"x\"\r\n\r\n"))
        .containsExactly(405);
    assertThat(answers("OPTIONS / HTTP/1.1\r\nHost: a\r\nIf-Match: \"x\"\r\n\r\n"))
        .containsExactly(200);
    assertThat(answers("GET /files/none HTTP/1.1\r\nHost: a\r\nIf-Match: *\r\n\r\n"))
        .containsExactly(404);
  }

  @Test
  void notModifiedHasTheFieldsOfTheResponseItStandsFor() throws IOException {
    assertThat(ask("GET", "If-None-Match: TAG"))
        .startsWith("HTTP/1.1 304 Not Modified\r\n")
        .contains("\r\nDate: ", "\r\nETag: " + tag + "\r\n", "\r\nCache-Control: no-cache\r\n")
        .contains("\r\n\r\nHTTP/1.1 204 ")
        .doesNotContain("Content-Length", "Content-Type");
  }
}
