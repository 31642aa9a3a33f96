package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticsTest extends CorrectServer {

  private static final String EXPECTING =
      "POST %s HTTP/1.%d\r\nHost: a\r\nExpect: %s\r\nContent-Length: %d\r\n\r\n";
  private static final String DATE =
      "(?s).*\r\nDate: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d [A-Z][a-z]{2} \\d{4}"
          + " \\d\\d:\\d\\d:\\d\\d GMT\r\n.*";

  @Test
  void thePageIsThere() throws IOException {
    assertThat(all("GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nContent-Type: text/html; charset=utf-8\r\n", "\r\nETag: \"", "</html>\n");
  }

  @Test
  void postTellsWhatArrived() throws IOException {
    assertThat(all("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"))
        .endsWith(
            """
            octets: 3
            sha-256: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1, a", "GET /nowhere HTTP/1.1, a", "TRACE / HTTP/1.1, a",
        "GET /empty HTTP/1.1, a",
    "BREW / HTTP/1.1, a", "GET / HTTP/2.0, a", "GET / HTTP/1.1, a b", "GET foo HTTP/1.1, a",
  })
  void everyResponseHasADate(String line, String host) throws IOException {
    assertThat(all(line + "\r\nHost: " + host + "\r\n\r\n")).matches(DATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nowhere", "/echo", "/chunked", "/count"})
  void headIsGetWithoutItsBody(String path) throws IOException {
    String get = all("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    String head = all("HEAD " + path + " HTTP/1.1\r\nHost: a\r\n\r\n" + SENTINEL);
    assertThat(head).contains("\r\n\r\nHTTP/1.1 204 ");
    assertThat(framing(head)).isEqualTo(framing(get)).isNotEmpty();
  }

  private static String framing(String answer) {
    return answer
        .lines()
        .filter(line -> line.startsWith("Content-Length:") || line.startsWith("Transfer-Encoding:"))
        .findFirst()
        .orElse("");
  }

  @Test
  void aRefusedHeadHasNoBodyEither() throws IOException {
    assertThat(all("HEAD / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .endsWith("\r\n\r\n");
  }

  @Test
  void noContentHasNoFraming() throws IOException {
    assertThat(all("GET /empty HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 204 No Content\r\n")
        .doesNotContain("Content-Length", "Transfer-Encoding", "Content-Type")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE, /, 'GET, HEAD, POST, OPTIONS'",
    "PUT, /count, 'GET, HEAD, OPTIONS'",
    "POST, /files/x, 'GET, HEAD, PUT, DELETE, OPTIONS'",
  })
  void whatIsNotAllowedIsToldWithWhatIs(String method, String path, String allowed)
      throws IOException {
    assertThat(all(method + " " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .contains("\r\nAllow: " + allowed + "\r\n");
    assertThat(all("OPTIONS " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .contains("\r\nAllow: " + allowed + "\r\n", "\r\nContent-Length: 0\r\n");
  }

  @Test
  void continueIsSaidBeforeTheBody() throws IOException {
    try (var client = new RawClient(server)) {
      client.send(EXPECTING.formatted("/echo", 1, "100-Continue", 5));
      assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send("hello").response()).startsWith("HTTP/1.1 200 ").endsWith("\n\nhello");
      assertThat(client.send(SENTINEL).head()).startsWith("HTTP/1.1 204 ");
    }
  }

  @Test
  void continueIsSaidToNobodyWhoHasNothingToSend() throws IOException {
    assertThat(answers(EXPECTING.formatted("/echo", 1, "100-continue", 0) + SENTINEL))
        .containsExactly(200, 204);
    assertThat(answers(echo("Expect: 100-continue\r\n") + SENTINEL)).containsExactly(200, 204);
  }

  @Test
  void http10IsToldNothingInBetween() throws IOException {
    assertThat(answers(EXPECTING.formatted("/echo", 0, "100-continue", 5) + "hello"))
        .containsExactly(200);
    assertThat(answers(EXPECTING.formatted("/echo", 0, "something-else", 5) + "hello"))
        .containsExactly(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/echo, 200-ok, 5, 417",
    "/echo, '100-continue, x', 5, 417",
    "/nowhere, 100-continue, 5, 404",
    "/empty, 100-continue, 5, 405",
    "/, 100-continue, 2000000, 413",
  })
  void aRefusedExpectationEndsTheConnectionBeforeItsBody(
      String path, String expectation, int length, int status) throws IOException {
    try (var client = new RawClient(server)) {
      client.send(EXPECTING.formatted(path, 1, expectation, length));
      assertThat(client.response())
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("\r\nConnection: close\r\n");
      assertThat(client.send(SENTINEL).isFinished()).isTrue();
    }
  }

  @Test
  void anUpgradeToSomethingUnknownIsIgnored() throws IOException {
    String fields =
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
    assertThat(answers(post(fields + "Content-Length: 2\r\n", "hi"))).containsExactly(200, 204);
  }

  @Test
  void requestsAreCounted() throws IOException {
    String count = "GET /count HTTP/1.1\r\nHost: a\r\n\r\n";
    String first = all(count);
    String second = all(count);
    assertThat(number(second)).isGreaterThan(number(first));
  }

  private static int number(String answer) {
    return Integer.parseInt(answer.substring(answer.lastIndexOf('\n') + 1));
  }

  @Test
  void theServerDescribesItself() throws IOException {
    assertThat(all("GET /.well-known/wireproof HTTP/1.1\r\nHost: a\r\n\r\n"))
        .contains("\r\nContent-Type: application/json\r\n")
        .contains(
            "{\"claims\":[\"http1\",\"nagle\",\"stateless\"],\"limits\":{\"body-limit\":\"1048576\"");
  }
}
