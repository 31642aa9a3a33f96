package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLineTest extends CorrectServer {

  private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void oneEmptyLineBeforeARequestIsIgnored() throws IOException {
    assertThat(answers("\r\n" + SENTINEL)).containsExactly(204);
  }

  @Test
  void anEmptyLineAfterTheLastRequestIsNoRequest() throws IOException {
    assertThat(answers("GET /empty" + END + "\r\n")).containsExactly(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /\r\n",
        "GET\r\n",
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
        "GET /a HTTP/1.1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "G{}T / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\u0016\u0003\u0001\u0002\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\rHost: a\r\r",
        "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n",
      })
  void aMalformedRequestLineIsRefusedAndTheConnectionClosed(String octets) throws IOException {
    assertThat(all(octets + SENTINEL))
        .startsWith("HTTP/1.1 400 ")
        .contains("\r\nConnection: close\r\n", "\r\nDate: ")
        .containsOnlyOnce("HTTP/1.1 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo",
        "*",
        "a:80",
        "/a#b",
        "/a\u00e9",
        "/%zz",
        "/a%2",
        "/\"",
        "ftp://a/",
        "http://"
      })
  void aTargetInNoKnownFormIsRefused(String target) throws IOException {
    assertThat(answers("GET " + target + END)).containsExactly(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://u:p@a/", "http:///x", "http://a:99999/", "http://a,b/"})
  void anAuthorityThatCannotBeIsRefused(String target) throws IOException {
    assertThat(answers("GET " + target + END)).containsExactly(400);
  }

  @Test
  void anAbsoluteTargetIsServedAndItsAuthorityWins() throws IOException {
    assertThat(all("GET http://other:81/echo?q=1 HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("target: http://other:81/echo?q=1\n", "authority: other:81\n");
  }

  @ParameterizedTest
  @CsvSource({
    "/%65mpty, 204",
    "/empt%79?q, 204",
    "/files%2Fx, 404",
    "/EMPTY, 404",
    "/./empty, 404"
  })
  void aPathMeansTheSameHoweverItIsEncoded(String target, int status) throws IOException {
    assertThat(answers("GET " + target + END)).containsExactly(status);
  }

  @Test
  void anAbsoluteTargetMayHaveNoPath() throws IOException {
    assertThat(all("GET HTTP://a" + END)).startsWith("HTTP/1.1 200 OK\r\n").contains("<html");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1x, 400", "http/1.1, 400", "HTTP/01.1, 400", "HTTP/1, 400", "HTTP/1., 400",
    "HTP/1.1, 400", "HTTP/2.0, 505", "HTTP/3.0, 505", "HTTP/0.9, 505", "HTTP/1.2, 200",
    "HTTP/1.9, 200", "HTTP/1.0, 200",
  })
  void theMajorVersionDecides(String version, int status) throws IOException {
    assertThat(answers("GET / " + version + "\r\nHost: a\r\n\r\n")).containsExactly(status);
  }

  @Test
  void aResponseToHttp10NamesOurOwnVersion() throws IOException {
    assertThat(all("GET /echo HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("version: HTTP/1.0\n", "\r\nConnection: close\r\n");
  }

  @Test
  void eightThousandOctetsOfRequestLineAreTaken() throws IOException {
    String path = "/" + "a".repeat(8000 - "GET / HTTP/1.1".length());
    assertThat(answers("GET " + path + END)).containsExactly(404);
  }

  @Test
  void aLongerTargetIsTooLong() throws IOException {
    assertThat(answers("GET /" + "a".repeat(100_000) + END)).containsExactly(414);
  }

  @Test
  void aMethodLongerThanAnyIsNotImplemented() throws IOException {
    assertThat(answers("A".repeat(20_000) + " /" + END)).containsExactly(501);
    assertThat(answers("A".repeat(200) + " /" + END)).containsExactly(501);
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT a:443, 501",
    "CONNECT a:, 400",
    "CONNECT a, 400",
    "CONNECT a:70000, 400",
    "CONNECT /, 400",
    "OPTIONS *, 200",
    "GET *, 400",
    "get /, 501",
    "BREW /, 501",
    "TRACE /, 405",
    "PATCH /, 405",
    "PUT /, 405",
  })
  void methodsAndTargetsFit(String start, int status) throws IOException {
    assertThat(answers(start + END)).containsExactly(status);
  }

  @Test
  void whatFollowsARefusedConnectIsNoRequest() throws IOException {
    assertThat(answers("CONNECT a:443" + END + SENTINEL)).containsExactly(501);
  }
}
