package dev.wireproof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.Targets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StatementTest {

  private static void withServer(String type, String body, Consumer<String> url)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/.well-known/wireproof",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          byte[] octets = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, octets.length);
          exchange.getResponseBody().write(octets);
          exchange.close();
        });
    server.start();
    try {
      url.accept("http://127.0.0.1:" + server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  private static void withJson(String body, Consumer<String> url) throws IOException {
    withServer("application/json", body, url);
  }

  private static void assertRefused(String url, String complaint) {
    assertThatThrownBy(() -> Targets.open(url, TargetOptions.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("/.well-known/wireproof")
        .hasMessageContaining(complaint);
  }

  @Test
  void aServerIsHeldToWhatItSaysOfItself() throws IOException {
    withJson(
        "{\"claims\":[\"long-polling\",\"execution-pattern=readers\"],"
            + "\"limits\":{\"long-poll-hold\":\"2s\",\"workers\":4}}",
        url -> {
          try (Target target = Targets.open(url, TargetOptions.none())) {
            assertThat(target.claims())
                .containsOnlyKeys("http1", "long-polling", "execution-pattern")
                .containsEntry("execution-pattern", "readers");
            assertThat(target.durationLimit("long-poll-hold")).contains(Duration.ofSeconds(2));
            assertThat(target.numberLimit("workers")).isEqualTo(Optional.of(4L));
          }
        });
  }

  @Test
  void whatItSaysIsHeldToTheContract() throws IOException {
    withJson("{\"claims\":[\"long-poling\"]}", url -> assertRefused(url, "long-polling"));
    withJson("{\"claims\":\"http1\"}", url -> assertRefused(url, "a list of slugs"));
    withJson("{\"limits\":{\"heartbeat\":\"soon\"}}", url -> assertRefused(url, "such as 2s"));
    withJson("{\"limits\":{\"hartbeat\":\"2s\"}}", url -> assertRefused(url, "“heartbeat”"));
    withJson("{\"claims\":", url -> assertRefused(url, "is not"));
    withJson("[]", url -> assertRefused(url, "an object"));
  }

  @Test
  void aPageForEverythingSaysNothing() throws IOException {
    withServer("text/html", "<h1>Welcome</h1>", StatementTest::assertSaysNothing);
  }

  @Test
  void whoeverIsNotThereSaysNothing() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertSaysNothing("http://127.0.0.1:" + free);
  }

  private static void assertSaysNothing(String url) {
    try (Target target = Targets.open(url, TargetOptions.none())) {
      assertThat(target.claims()).containsOnlyKeys("http1");
      assertThat(target.limits()).isEmpty();
    }
  }
}
