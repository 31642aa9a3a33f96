package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.wireproof.reference.http1.codec.ServerLimits;
import dev.wireproof.reference.http1.codec.ServerLimits.Timeouts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String SLOW = "GET /slow?ms=%d HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration LATE = Duration.ofSeconds(30);

  private static Http1Server serverWith(ServerLimits limits) throws IOException {
    return Http1Server.start(ANY_PORT, Set.of(), limits);
  }

  private static Http1Server server() throws IOException {
    return serverWith(ServerLimits.DEFAULT);
  }

  @Test
  void closeLeavesNoThread(@TempDir Path dir) throws IOException {
    var server = server();
    String threads = "http1-" + server.address().getPort() + "-";
    var clients = new ArrayList<RawClient>();
    for (String held : List.of("", "GET / HT", GET, SLOW.formatted(2000), "\r\n")) {
      clients.add(new RawClient(server).send(held));
    }
    clients.get(2).response();
    assertThat(dump(dir.resolve("before"))).contains(threads + "accept", threads + "from-");
    server.close();
    assertThat(dump(dir.resolve("after"))).doesNotContain(threads);
    for (RawClient client : clients) {
      client.close();
    }
  }

  private static String dump(Path file) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
    return Files.readString(file);
  }

  @Test
  void stopFinishesWhatIsInFlightAndClosesWhatIsIdle() throws Exception {
    var server = server();
    var stopped = new CountDownLatch(1);
    try (var busy = new RawClient(server);
        var idle = new RawClient(server)) {
      idle.send(GET).response();
      busy.send(GET).response();
      busy.send(SLOW.formatted(300) + GET);
      Thread.ofVirtual()
          .start(() -> {
            server.stop(Duration.ofSeconds(4));
            stopped.countDown();
          });
      assertThat(idle.isFinished()).isTrue();
      assertThat(RawClient.statuses(busy.rest())).containsExactly(200);
    }
    stopped.await();
    assertThatThrownBy(() -> new RawClient(server)).isInstanceOf(ConnectException.class);
  }

  @Test
  void stopCutsOffWhatTakesTooLong() throws IOException {
    var server = server();
    try (var client = new RawClient(server)) {
      client.send(GET).response();
      client.send(SLOW.formatted(2000));
      long start = System.nanoTime();
      server.stop(SOON);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void aServerComesBackOnItsPort() throws IOException {
    var first = server();
    try (var client = new RawClient(first)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").rest();
    }
    first.close();
    try (var second = Http1Server.start(first.address(), Set.of())) {
      assertThat(RawClient.all(second, GET)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void anIdleConnectionIsClosedWithoutAWord() throws IOException {
    try (var server = serverWith(ServerLimits.DEFAULT.with(new Timeouts(SOON, LATE, LATE, LATE)));
        var client = new RawClient(server)) {
      assertThat(client.send(GET).response()).startsWith("HTTP/1.1 200 ");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void aHeadThatNeverEndsIsTimedOut() throws IOException {
    try (var server = serverWith(ServerLimits.DEFAULT.with(new Timeouts(LATE, SOON, LATE, LATE)));
        var client = new RawClient(server)) {
      assertThat(client.send("GET / HTTP/1.1\r\nHost").rest())
          .startsWith("HTTP/1.1 408 ")
          .contains("\r\nConnection: close\r\n");
    }
  }

  @Test
  void aBodyThatNeverEndsIsTimedOut() throws IOException {
    try (var server = serverWith(ServerLimits.DEFAULT.with(new Timeouts(LATE, LATE, SOON, LATE)));
        var client = new RawClient(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhell");
      assertThat(client.rest()).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void aClientThatDoesNotReadIsCutOff() throws IOException {
    try (var server = serverWith(ServerLimits.DEFAULT.with(new Timeouts(LATE, LATE, LATE, SOON)));
        var client = new RawClient(server)) {
      client.send("PUT /files/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
      client.send("a".repeat(1_000_000)).response();
      assertThatThrownBy(
              () -> {
                while (true) {
                  client.send("GET /files/x HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1000));
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void oneConnectionTooManyIsTurnedAway() throws IOException {
    var limits = new ServerLimits(8192, 32_768, 1024, 2, ServerLimits.DEFAULT.timeouts());
    try (var server = serverWith(limits);
        var one = new RawClient(server);
        var two = new RawClient(server)) {
      one.send(GET).response();
      two.send(GET).response();
      try (var three = new RawClient(server)) {
        assertThat(three.rest()).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: 1\r\n");
      }
      assertThat(one.send(GET).response()).startsWith("HTTP/1.1 200 ");
    }
  }
}
