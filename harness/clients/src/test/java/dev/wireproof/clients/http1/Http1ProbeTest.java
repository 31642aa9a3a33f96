package dev.wireproof.clients.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.protocol.FirstLook;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.sut.Environment;
import dev.wireproof.engine.sut.Settings;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The first look, at servers that a dozen lines make.
class Http1ProbeTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String BAD = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";

  private ServerSocket listener;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  /// Serves each connection on a thread of its own, or one after the other.
  private void serve(boolean beside, Function<String, String> answers) {
    Thread.ofVirtual()
        .start(() -> {
          while (!listener.isClosed()) {
            try {
              Socket socket = listener.accept();
              if (beside) {
                Thread.ofVirtual().start(() -> serve(socket, answers));
              } else {
                serve(socket, answers);
              }
            } catch (IOException e) {
              if (!listener.isClosed()) {
                throw new UncheckedIOException(e);
              }
            }
          }
        });
  }

  /// Answers each head until the client closes; closes itself where there is no answer.
  private static void serve(Socket client, Function<String, String> answers) {
    try (client) {
      var head = new StringBuilder();
      for (int octet = client.getInputStream().read(); octet >= 0; ) {
        head.append((char) octet);
        if (head.toString().endsWith("\r\n\r\n")) {
          String answer = answers.apply(head.toString());
          if (answer.isEmpty()) {
            return;
          }
          client.getOutputStream().write(answer.getBytes(ISO_8859_1));
          head.setLength(0);
        }
        octet = client.getInputStream().read();
      }
    } catch (IOException _) {
      // the client left, as a probe does
    }
  }

  private FirstLook look(Patience patience, int wanted) {
    var target =
        new Target(
            "a server",
            URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/"),
            Settings.of(List.of()),
            new Target.Promises(Map.of(), Map.of(), Map.of()),
            Safety.LOAD,
            Environment.ofThisHost(),
            Optional.empty(),
            List.of());
    return new Http1Probe(target, patience).look(wanted);
  }

  private static String discerning(String head) {
    return head.startsWith("GET ") ? OK : BAD;
  }

  @Test
  void whoServesAllAtOnceIsGivenAllThatAreWanted() {
    serve(true, Http1ProbeTest::discerning);
    FirstLook look = look(new Patience(), 5);
    assertThat(look.atOnce()).isEqualTo(5);
    assertThat(look.observations())
        .contains(
            "answers GET / with 200 and nonsense with 400", "serves 5 connections at once or more");
  }

  @Test
  void whoServesOneAtATimeIsGivenOne() {
    serve(false, Http1ProbeTest::discerning);
    FirstLook look = look(new Patience(), 3);
    assertThat(look.atOnce()).isEqualTo(1);
    assertThat(look.observations())
        .contains("serves one connection at a time, so specs run one after the other");
  }

  @Test
  void itLearnsThePace() {
    serve(true, Http1ProbeTest::discerning);
    var patience = new Patience();
    look(patience, 1);
    assertThat(patience.high()).isPositive();
  }

  @Test
  void whoAnswersNonsenseLikeARequestIsToldSo() {
    serve(true, _ -> OK);
    assertThat(look(new Patience(), 1).observations())
        .anySatisfy(line -> assertThat(line).contains("even nonsense"));
  }

  @Test
  void whoRefusesEvenAPlainRequestIsAskedAboutPathAndHost() {
    serve(true, _ -> BAD);
    assertThat(look(new Patience(), 1).observations())
        .anySatisfy(line -> assertThat(line).contains("even a plain GET /", "--path", "--host"));
  }

  @Test
  void whoSpeaksSomethingElseCannotBeJudged() {
    serve(true, _ -> "220 mail.example ESMTP\r\n");
    assertThatThrownBy(() -> look(new Patience(), 1))
        .isInstanceOf(TargetUnusable.class)
        .hasMessageContaining("does not speak HTTP/1.1");
  }

  @Test
  void whoClosesWithoutAWordCannotBeJudged() {
    serve(true, _ -> "");
    assertThatThrownBy(() -> look(new Patience(), 1))
        .isInstanceOf(TargetUnusable.class)
        .hasMessageContaining("cannot be judged");
  }

  @Test
  void whereNobodyListensNothingCanBeJudged() throws IOException {
    listener.close();
    assertThatThrownBy(() -> look(new Patience(), 1))
        .isInstanceOf(TargetUnusable.class)
        .hasMessageContaining("is the server running there?");
  }
}
