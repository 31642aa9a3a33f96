package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersistenceTest extends CorrectServer {

  private static final String GET = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n";

  @Test
  void aConnectionOutlivesItsResponses() throws IOException {
    try (var client = new RawClient(server)) {
      for (int i = 0; i < 5; i++) {
        assertThat(client.send(GET).response())
            .startsWith("HTTP/1.1 200 ")
            .doesNotContain("Connection:");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "CLOSE", "foo, close", "keep-alive, Close", "x,close,y"})
  void closeIsHonouredAndAnnounced(String value) throws IOException {
    try (var client = new RawClient(server)) {
      client.send(echo("Connection: " + value + "\r\n") + GET);
      assertThat(client.rest())
          .containsOnlyOnce("HTTP/1.1 200 ")
          .contains("\r\nConnection: close\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', close",
    "keep-alive, keep-alive",
    "Keep-Alive, keep-alive",
    "'keep-alive, close', close"
  })
  void http10ClosesUnlessAskedNotTo(String asked, String announced) throws IOException {
    String field = asked.isEmpty() ? "" : "Connection: " + asked + "\r\n";
    String answers = all("GET /echo HTTP/1.0\r\n" + field + "\r\n" + SENTINEL);
    assertThat(answers).contains("\r\nConnection: " + announced + "\r\n");
    assertThat(RawClient.statuses(answers)).hasSize(announced.equals("close") ? 1 : 2);
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    assertThat(
            answers(
                "GET /slow?ms=50 HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n"
                    + post("Content-Length: 2\r\n", "hi")))
        .containsExactly(200, 404, 200, 304, 200, 204);
  }

  @Test
  void aHundredPipelinedRequestsAreAnswered() throws IOException {
    assertThat(answers(GET.repeat(100) + SENTINEL)).hasSize(101).endsWith(204);
  }

  @Test
  void aBurstLargerThanTheBufferIsAnswered() throws IOException {
    String padded = echo("X-Padding: " + "a".repeat(500) + "\r\n");
    try (var client = new RawClient(server)) {
      var sender = Thread.ofVirtual().start(() -> sendAndFinish(client, padded.repeat(200)));
      assertThat(RawClient.statuses(client.rest())).isEqualTo(Collections.nCopies(200, 200));
      assertThat(sender.isAlive()).isFalse();
    }
  }

  private static void sendAndFinish(RawClient client, String octets) {
    try {
      client.send(octets).finish();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRequestMayComeOctetByOctet() throws IOException {
    try (var client = new RawClient(server)) {
      for (char octet :
          post("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n").toCharArray()) {
        client.send(Character.toString(octet));
      }
      assertThat(client.rest()).contains("octets: 3\n\nabcHTTP/1.1 204 ");
    }
  }

  @Test
  void aRequestMayBeSplitAnywhere() throws IOException {
    String request = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
    try (var client = new RawClient(server)) {
      for (int at = 1; at < request.length(); at++) {
        client.send(request.substring(0, at)).send(request.substring(at));
        assertThat(client.response()).startsWith("HTTP/1.1 200 ").endsWith("octets: 2\n\nhi");
      }
    }
  }

  @Test
  void aClientThatHasFinishedSendingIsAnswered() throws IOException {
    assertThat(answers("GET /slow?ms=30 HTTP/1.1\r\nHost: a\r\n\r\n")).containsExactly(200);
  }

  @Test
  void aRefusalReachesAClientThatIsStillSending() throws IOException {
    try (var client = new RawClient(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n");
      client.send("a".repeat(4_000_000));
      assertThat(client.response()).startsWith("HTTP/1.1 413 ").contains("Connection: close");
      assertThat(client.isFinished()).isTrue();
    }
  }
}
