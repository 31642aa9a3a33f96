package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedTest extends CorrectServer {

  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\r\nhello\r\n0\r\n\r\n",
        "0005\r\nhello\r\n000\r\n\r\n",
        "1\r\nh\r\n1\r\ne\r\n3\r\nllo\r\n0\r\n\r\n",
        "5;name\r\nhello\r\n0;last=1\r\n\r\n",
        "5 ; a = b ;c=\"d;e \\\" f\"\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\nX-Late: yes\r\n\r\n",
      })
  void chunksAreDecoded(String body) throws IOException {
    assertThat(all(post(CHUNKED, body))).contains("octets: 5\n\nhelloHTTP/1.1 204 No Content\r\n");
  }

  @Test
  void codingNamesIgnoreCaseAndEmptyElements() throws IOException {
    assertThat(answers(post("Transfer-Encoding: ,CHUNKED\r\n", "5\r\nhello\r\n0\r\n\r\n")))
        .containsExactly(200, 204);
  }

  @Test
  void hexadecimalDigitsHaveBothCases() throws IOException {
    String ten = "0123456789";
    assertThat(all(post(CHUNKED, "A\r\n" + ten + "\r\na\r\n" + ten + "\r\n0\r\n\r\n")))
        .contains("octets: 20\n\n" + ten + ten);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n0\r\n\r\n",
        "-5\r\nhello\r\n0\r\n\r\n",
        "0_5\r\nhello\r\n0\r\n\r\n",
        "5 \r\nhello\r\n0\r\n\r\n",
        " 5\r\nhello\r\n0\r\n\r\n",
        "\r\nhello\r\n0\r\n\r\n",
        "g\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5\r\nhelloX\r\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "4\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\nbad trailer\r\n\r\n",
        "5\r\nhello\r\n0\r\nX : 1\r\n\r\n",
        "5;\r\nhello\r\n0\r\n\r\n",
        "5;=b\r\nhello\r\n0\r\n\r\n",
        "5;a=\"b\r\nhello\r\n0\r\n\r\n",
        "5;a\nhello\r\n0\r\n\r\n",
        "5;a\rb\r\nhello\r\n0\r\n\r\n",
        "5;a=\"\u0000\"\r\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n",
        "5\r\nhello\r\n0\r\n",
      })
  void aMalformedChunkedBodyIsRefusedAndTheConnectionClosed(String body) throws IOException {
    String request = "POST /echo HTTP/1.1\r\nHost: a\r\n" + CHUNKED + "\r\n" + body;
    assertThat(answers(request)).containsExactly(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FFFFFFFFFFFFFFFF", "10000000000000005", "7FFFFFFFFFFFFFFF", "100001"})
  void aChunkThatIsTooLargeIsRefused(String size) throws IOException {
    assertThat(answers(post(CHUNKED, size + "\r\nhello\r\n0\r\n\r\n"))).containsExactly(413);
  }

  @Test
  void manyChunksTogetherMayBeTooLarge() throws IOException {
    String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
    assertThat(answers(post(CHUNKED, chunk.repeat(17)))).containsExactly(413);
  }

  @Test
  void extensionsAreBounded() throws IOException {
    assertThat(answers(post(CHUNKED, "5;a=" + "b".repeat(65_536) + "\r\nhello\r\n0\r\n\r\n")))
        .containsExactly(400);
    assertThat(answers(post(CHUNKED, ("1;a=" + "b".repeat(1000) + "\r\nh\r\n").repeat(100))))
        .containsExactly(400);
  }

  @Test
  void manyShortExtensionsAreTaken() throws IOException {
    assertThat(answers(post(CHUNKED, "1" + ";a=b".repeat(1000) + "\r\nh\r\n0\r\n\r\n")))
        .containsExactly(200, 204);
  }

  @Test
  void trailersAreBounded() throws IOException {
    assertThat(answers(post(CHUNKED, "0\r\n" + "X-A: 1\r\n".repeat(10_000) + "\r\n")))
        .containsExactly(431);
  }

  @Test
  void trailersStayApartFromTheHeader() throws IOException {
    String late =
        "0\r\nHost: evil\r\nContent-Length: 9\r\nConnection: close\r\nX-Late: yes\r\n\r\n";
    assertThat(all(post(CHUNKED, late)))
        .contains("authority: a\n", "trailer: X-Late: yes\n", "trailer: Host: evil\n")
        .doesNotContain("field: Host: evil")
        .contains("HTTP/1.1 204 No Content\r\n");
  }

  @Test
  void aResponseInChunksHasATrailer() throws IOException {
    assertThat(all("GET /chunked HTTP/1.1\r\nHost: a\r\n\r\n"))
        .contains("\r\nTransfer-Encoding: chunked\r\n", "\r\nTrailer: Content-Digest\r\n")
        .doesNotContain("Content-Length")
        .matches("(?s).*\r\n\r\n200\r\n.*\r\n0\r\nContent-Digest: sha-256=:[^:]+:\r\n\r\n");
  }

  @Test
  void http10IsSentNoChunks() throws IOException {
    assertThat(all("GET /chunked HTTP/1.0\r\n\r\n"))
        .contains("\r\nContent-Length: ")
        .doesNotContain("Transfer-Encoding")
        .endsWith("chunks.\n");
  }
}
