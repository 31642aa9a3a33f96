package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest extends CorrectServer {

  private static final String DIGITS = "0123456789";

  @BeforeAll
  void putTenDigits() throws IOException {
    assertThat(
            answers(
                "PUT /files/digits HTTP/1.1\r\n"
                    + "Host: a\r\n"
                    + "Content-Type: text/x\r\n"
                    + "Content-Length: 10\r\n\r\n"
                    + DIGITS))
        .containsExactly(201);
  }

  private String ask(String fields) throws IOException {
    return all("GET /files/digits HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0-0, 0",
    "bytes=2-4, 2-4, 234",
    "bytes=7-, 7-9, 789",
    "bytes=-3, 7-9, 789",
    "bytes=-30, 0-9, 0123456789",
    "bytes=8-100, 8-9, 89",
    "BYTES=1-1, 1-1, 1",
    "bytes=8-18446744073709551616, 8-9, 89",
    "bytes=-18446744073709551617, 0-9, 0123456789",
    "'bytes=99-, 3-3', 3-3, 3",
    "'bytes= ,3-3', 3-3, 3",
    "bytes=0003-4, 3-4, 34",
  })
  void oneRangeIsAPart(String range, String sent, String content) throws IOException {
    assertThat(ask("Range: " + range))
        .startsWith("HTTP/1.1 206 Partial Content\r\n")
        .contains("\r\nContent-Range: bytes " + sent + "/10\r\n", "\r\nContent-Type: text/x\r\n")
        .contains("\r\nETag: \"", "\r\nLast-Modified: ", "\r\nDate: ")
        .contains("\r\nContent-Length: " + content.length() + "\r\n")
        .endsWith("\r\n\r\n" + content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=10-", "bytes=-0", "bytes=18446744073709551616-", "bytes=99-100, 11-"})
  void aRangePastTheEndCannotBeSatisfied(String range) throws IOException {
    assertThat(ask("Range: " + range))
        .startsWith("HTTP/1.1 416 ")
        .contains("\r\nContent-Range: bytes */10\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lines=0-1",
        "bytes=4-2",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes",
        "bytes=1-2-3",
        "bytes=18446744073709551617-18446744073709551616",
        "bytes=0-5,3-8",
        "bytes=0-0,1-1,2-2,3-3,4-4,5-5,6-6,7-7,8-8",
      })
  void anUnknownMalformedOrGreedyRangeIsIgnored(String range) throws IOException {
    assertThat(ask("Range: " + range)).startsWith("HTTP/1.1 200 OK\r\n").endsWith(DIGITS);
  }

  @Test
  void severalRangesAreSeveralParts() throws IOException {
    String answer = ask("Range: bytes=0-1, -1");
    assertThat(answer)
        .startsWith("HTTP/1.1 206 ")
        .containsPattern("\r\nContent-Type: multipart/byteranges; boundary=([^\r]+)\r\n")
        .contains("Content-Range: bytes 0-1/10\r\n\r\n01\r\n--")
        .contains("Content-Range: bytes 9-9/10\r\n\r\n9\r\n--")
        .endsWith("--\r\n");
    assertThat(answer.substring(0, answer.indexOf("\r\n\r\n"))).doesNotContain("Content-Range");
  }

  @Test
  void rangesAreForGetOnly() throws IOException {
    assertThat(answers("HEAD /files/digits HTTP/1.1\r\nHost: a\r\nRange: bytes=0-0\r\n\r\n"))
        .containsExactly(200);
  }

  @Test
  void onlyAStrongValidatorLetsARangeStand() throws IOException {
    String page = "GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-0\r\nIf-Range: %s\r\n\r\n";
    String whole = all("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    String tag = whole.replaceAll("(?s).*\r\nETag: ([^\r]+)\r\n.*", "$1");
    assertThat(answers(page.formatted(tag))).containsExactly(206);
    assertThat(answers(page.formatted("Mon, 06 Jan 2025 08:00:00 GMT"))).containsExactly(206);
    assertThat(answers(page.formatted("W/" + tag))).containsExactly(200);
    assertThat(answers(page.formatted("\"x\""))).containsExactly(200);
    assertThat(answers(page.formatted("Mon, 06 Jan 2025 08:00:01 GMT"))).containsExactly(200);
    assertThat(answers(page.formatted("nonsense"))).containsExactly(200);
  }

  @Test
  void aDateOfThisVerySecondIsNoStrongValidator() throws IOException {
    String put = "PUT /files/fresh HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
    String get = "GET /files/fresh HTTP/1.1\r\nHost: a\r\n\r\n";
    String modified = all(put + get).replaceAll("(?s).*\r\nLast-Modified: ([^\r]+)\r\n.*", "$1");
    String answer =
        all(
            "GET /files/fresh HTTP/1.1\r\nHost: a\r\nRange: bytes=0-0\r\nIf-Range: "
                + modified
                + "\r\n\r\n");
    boolean sameSecond = answer.contains("\r\nDate: " + modified + "\r\n");
    assertThat(answer).startsWith(sameSecond ? "HTTP/1.1 200 " : "HTTP/1.1 206 ");
  }
}
