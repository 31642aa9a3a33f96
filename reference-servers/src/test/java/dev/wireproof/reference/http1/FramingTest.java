package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest extends CorrectServer {

  @ParameterizedTest
  @ValueSource(
      strings = {"+5", "-1", "0x5", "5 5", "5_0", "5.0", "", "five", "\u0665", "5;q=1", "5,"})
  void aContentLengthThatIsNoNumberIsRefused(String length) throws IOException {
    assertThat(answers(post("Content-Length: " + length + "\r\n", "hello"))).containsExactly(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: 5, 6\r\n"})
  void differentContentLengthsAreRefused(String lines) throws IOException {
    assertThat(answers(post(lines, "hello"))).containsExactly(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 5\r\n", "Content-Length: 5, 5\r\n", "Content-Length: 0005\r\n"})
  void oneLengthIsTaken(String lines) throws IOException {
    assertThat(all(post(lines, "hello"))).contains("octets: 5\n\nhelloHTTP/1.1 204 No Content\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1048577", "18446744073709551621", "9223372036854775808"})
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead(String length) throws IOException {
    assertThat(answers(post("Content-Length: " + length + "\r\n", "hello"))).containsExactly(413);
  }

  @Test
  void aRequestWithoutEitherHasNoBody() throws IOException {
    assertThat(answers(post("", ""))).containsExactly(200, 204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "PATCH", "PUT"})
  void aBodyBelongsToItsRequestWhateverTheMethod(String method) throws IOException {
    String body = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    assertThat(
            answers(
                method
                    + " /echo HTTP/1.1\r\nHost: a\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body
                    + SENTINEL))
        .containsExactly(200, 204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nowhere", "/chunked"})
  void aBodyThatNobodyWantsIsStillRead(String path) throws IOException {
    String request = "PUT " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
    assertThat(answers(request + SENTINEL)).hasSize(2).endsWith(204);
  }

  @ParameterizedTest
  @CsvSource({
    "'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', 400",
    "'Transfer-Encoding: chunked, gzip\r\n', 400",
    "'Transfer-Encoding: gzip\r\n', 400",
    "'Transfer-Encoding: identity\r\n', 400",
    "'Transfer-Encoding: chunked, identity\r\n', 400",
    "'Transfer-Encoding:\r\n', 400",
    "'Transfer-Encoding: chunked, chunked\r\n', 400",
    "'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', 400",
    "'Transfer-Encoding: gzip, chunked\r\n', 501",
    "'Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n', 501",
    "'Transfer-Encoding: \u000bchunked\r\n', 400",
    "'Transfer-Encoding: \"chunked\"\r\n', 400",
    "'Transfer-Encoding: chunked;q=1\r\n', 400",
    "'Transfer-Encoding: x\tchunked\r\n', 400",
    "'Transfer-Encoding:\r\n chunked\r\n', 400",
  })
  void aTransferEncodingThatLeavesADoubtIsRefused(String lines, int status) throws IOException {
    assertThat(answers(post(lines, "5\r\nhello\r\n0\r\n\r\n"))).containsExactly(status);
  }

  @Test
  void aTransferEncodingFromHttp10IsRefused() throws IOException {
    assertThat(
            answers(
                "POST /echo HTTP/1.0\r\n"
                    + "Connection: keep-alive\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + "0\r\n\r\n"
                    + SENTINEL))
        .containsExactly(400);
  }

  @Test
  void aBodyThatEndsEarlyIsNotActedOn() throws IOException {
    assertThat(answers("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhell"))
        .containsExactly(400);
  }

  @Test
  void aHeadThatEndsEarlyIsRefused() throws IOException {
    assertThat(answers("GET / HTTP/1.1\r\nHost: a\r\n")).containsExactly(400);
  }
}
