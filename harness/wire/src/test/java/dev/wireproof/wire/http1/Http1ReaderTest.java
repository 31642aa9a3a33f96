package dev.wireproof.wire.http1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.net.Network;
import dev.wireproof.wire.tcp.Endpoint;
import dev.wireproof.wire.tcp.TcpConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Octets written by hand, as a server would send them.
class Http1ReaderTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private ServerSocket listener;
  private Socket server;
  private TcpConnection link;
  private Http1Reader reader;

  Http1ReaderTest() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    var address = new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    link =
        TcpConnection.open(Endpoint.plain(Network.ofThisHost(), address, SOON), new Transcript());
    server = listener.accept();
    reader = new Http1Reader(link);
  }

  @BeforeEach
  void connected() {
    assertThat(server.isConnected()).isTrue();
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    server.close();
    listener.close();
  }

  private void sends(String octets) throws IOException {
    server.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Http1Response answer(String method) {
    Seen seen = reader.read(method, Deadline.in(SOON));
    assertThat(seen).isInstanceOf(Seen.Response.class);
    return ((Seen.Response) seen).response();
  }

  @Test
  void aLengthEndsTheBodyAndTheNextResponseFollows() throws IOException {
    sends(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
    assertThat(answer("GET").body()).isEqualTo(Octets.latin1("hello"));
    assertThat(answer("GET").status()).isEqualTo(404);
  }

  @Test
  void chunksAreJoinedAndTheirTrailersKept() throws IOException {
    sends(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nX-T: 1\r\n\r\n");
    Http1Response response = answer("GET");
    assertThat(response.body()).isEqualTo(Octets.latin1("hello!"));
    assertThat(response.trailers().first("x-t")).contains("1");
    assertThat(response.rawBody().latin1()).startsWith("5;a=b\r\n").endsWith("X-T: 1\r\n\r\n");
  }

  @Test
  void theAnswerToHeadHasNoBodyWhateverItsLengthSays() throws IOException {
    sends("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 204 None\r\n\r\n");
    assertThat(answer("HEAD").body()).isEqualTo(Octets.NONE);
    assertThat(answer("GET").status()).isEqualTo(204);
  }

  @Test
  void interimResponsesComeWithTheFinalOne() throws IOException {
    sends(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nX: y\r\n\r\nHTTP/1.1 204 Done\r\n\r\n");
    assertThat(answer("POST").interim())
        .extracting(Http1Response::status)
        .containsExactly(100, 103);
  }

  @Test
  void oddFieldsAreKeptAsTheyAreAndNotJudged() throws IOException {
    sends("HTTP/1.1 200\r\nX : 1\r\nno colon\nÿ: \t é\t\r\nContent-Length: 0\r\n\r\n");
    FieldLines fields = answer("GET").fields();
    assertThat(fields.lines())
        .extracting(FieldLine::name)
        .containsExactly("X ", "", "ÿ", "Content-Length");
    assertThat(fields.first("ÿ")).contains("é");
    assertThat(fields.lines().get(2).raw()).isEqualTo(Octets.latin1("ÿ: \t é\t"));
  }

  @Test
  void withoutALengthTheEndOfTheConnectionEndsTheBody() throws IOException {
    sends("HTTP/1.1 200 OK\r\n\r\nall of it");
    server.shutdownOutput();
    assertThat(answer("GET").framing()).isEqualTo(Http1Response.Framing.UNTIL_CLOSE);
  }

  @Test
  void aResponseThatIsCutIsNoResponse() throws IOException {
    sends("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello");
    server.shutdownOutput();
    Seen seen = reader.read("GET", Deadline.in(SOON));
    assertThat(seen).isInstanceOf(Seen.Closed.class);
    assertThat(((Seen.Closed) seen).partial().latin1()).endsWith("hello");
  }

  @Test
  void afterSilenceTheSameResponseMayStillCome() throws IOException {
    sends("HTTP/1.1 200 OK\r\nContent-");
    assertThat(reader.read("GET", Deadline.in(AT_ONCE))).isInstanceOf(Seen.Silence.class);
    sends("Length: 0\r\n\r\n");
    assertThat(answer("GET").field("Content-Length")).contains("0");
  }

  @Test
  void anotherProtocolIsRecognisedByItsFirstOctets() throws IOException {
    sends("SSH-2.0-x");
    assertThat(reader.read("GET", Deadline.in(SOON))).isInstanceOf(Seen.Garbage.class);
  }

  @Test
  void aResponseWithoutEndIsGivenUp() throws IOException {
    Thread.ofVirtual()
        .name("flood")
        .start(() -> {
          try {
            sends("HTTP/1.1 200 OK\r\nX: ");
            for (int i = 0; i < 10_000; i++) {
              sends("a".repeat(1024));
            }
          } catch (IOException _) {
            // the reader has had enough
          }
        });
    assertThat(reader.read("GET", Deadline.in(SOON))).isInstanceOf(Seen.Flood.class);
  }

  @Test
  void rulesThatEveryResponseKeepsAreNamedWhenBroken() throws IOException {
    sends("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    assertThat(Http1Rule.breaches(new Http1Exchange("GET", "HTTP/1.1", answer("GET"))))
        .extracting(Violation::rule)
        .containsExactly(
            "http1.response.date", "http1.response.content-length-and-transfer-encoding");
  }

  @Test
  void interimResponsesAreNoPartOfAFinalOneThatNeverComes() throws IOException {
    sends("HTTP/1.1 102 Processing\r\n\r\n");
    assertThat(reader.read("GET", Deadline.in(AT_ONCE)))
        .isInstanceOfSatisfying(
            Seen.Silence.class, silence -> assertThat(silence.partial().isEmpty()).isTrue());
    sends("HTTP/1.1 204 No Content\r\n\r\n");
    assertThat(answer("GET").interim()).extracting(Http1Response::status).containsExactly(102);
  }
}
