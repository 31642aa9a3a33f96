package dev.wireproof.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.ResultLog;
import dev.wireproof.engine.verdict.Verdict.Kind;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that treats every request alike understands none of them, and must not be praised for
/// it: what it refuses or accepts by chance is no proof.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UniformServerTest {

  @TempDir private Path folder = Path.of("");

  private record Outcome(Said said, List<Result> results) {

    /// Of the specs whose claim is that something is refused, and nothing else will do, none is
    /// satisfied.
    void assertThatNoRefusalIsSeen() {
      List<Result> negative =
          results.stream()
              .filter(result -> result.of().claim().contains("refused"))
              .filter(result -> !result.of().claim().contains(" or "))
              .toList();
      assertThat(negative).hasSizeGreaterThan(10);
      assertThat(negative.stream().filter(result -> result.is(Kind.CONFORMS)))
          .extracting(Result::fullId)
          .isEmpty();
    }

    /// What stands before the first result.
    List<String> firstLines() {
      return said.out().lines().limit(4).toList();
    }
  }

  private Outcome run(StubServer.Handler handler) throws IOException {
    try (var server = StubServer.start(handler)) {
      Said said = Said.by("run", "-t", server.url(), "--out", folder.toString());
      return new Outcome(said, ResultLog.read(folder.resolve("results.jsonl")).results());
    }
  }

  private static String response(String status) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nok";
  }

  @Test
  void oneThatAnswersAllWith200RefusesNothing() throws IOException {
    Outcome outcome = run(client -> StubServer.answerEach(client, response("200 OK")));
    assertThat(outcome.said().code()).isEqualTo(1);
    assertThat(outcome.firstLines())
        .anySatisfy(line -> assertThat(line).contains("every request with 200, even nonsense"));
    outcome.assertThatNoRefusalIsSeen();
  }

  @Test
  void oneThatAnswersAllWith400ServesNobody() throws IOException {
    Outcome outcome = run(client -> StubServer.answerEach(client, response("400 Bad Request")));
    assertThat(outcome.said().code()).isEqualTo(3);
    assertThat(outcome.firstLines())
        .anySatisfy(line -> assertThat(line).contains("every request with 400", "--path"));
    assertThat(outcome.results().stream().filter(result -> result.is(Kind.CONFORMS))).isEmpty();
  }

  @Test
  void oneThatClosesOnAllIsNotThoughtToRefuse() throws IOException {
    Outcome outcome = run(client -> client.getInputStream().read(new byte[1024]));
    assertThat(outcome.said().code()).isEqualTo(3);
    assertThat(outcome.said().out()).contains("without an answer");
    assertThat(outcome.results())
        .as("the rule that is broken is named in the reports too")
        .singleElement()
        .satisfies(result -> assertThat(result.fullId()).isEqualTo("http1.base.answers-get"))
        .satisfies(result -> assertThat(result.is(Kind.VIOLATES)).isTrue())
        .satisfies(result -> assertThat(result.of().source()).isEqualTo("RFC 9110 §9.1"));
  }

  @Test
  void oneThatClosesOnAllButThePlainestRequestRefusesWithoutSayingWhy() throws IOException {
    Outcome outcome = run(UniformServerTest::servePlainRequests);
    assertThat(outcome.said().code()).isEqualTo(1);
    assertThat(outcome.firstLines())
        .anySatisfy(line -> assertThat(line).contains("to nonsense, the connection was closed"));
    outcome.assertThatNoRefusalIsSeen();
  }

  private static void servePlainRequests(Socket client) throws IOException {
    byte[] buffer = new byte[8192];
    for (int n = client.getInputStream().read(buffer); n > 0; ) {
      String request = new String(buffer, 0, n, ISO_8859_1);
      if (!request.matches("GET / HTTP/1\\.1\r\nHost: [0-9.:]+\r\n\r\n")) {
        return;
      }
      client.getOutputStream().write(response("200 OK").getBytes(ISO_8859_1));
      n = client.getInputStream().read(buffer);
    }
  }
}
