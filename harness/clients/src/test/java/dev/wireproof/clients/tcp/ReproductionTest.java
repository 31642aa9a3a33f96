package dev.wireproof.clients.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.evidence.Reproduction;
import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.Targets;
import dev.wireproof.wire.Event.Kind;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import org.junit.jupiter.api.Test;

/// The printed command does in a shell what the spec did.
class ReproductionTest {

  private final Target target = Targets.open("http://127.0.0.1:8080", TargetOptions.none());
  private final Transcript transcript = new Transcript();

  private void sent(int connection, String text) {
    transcript.add(connection, Kind.SENT, Octets.latin1(text));
  }

  private void received(int connection) {
    transcript.add(connection, Kind.RECEIVED, Octets.latin1("HTTP/1.1 200 OK\r\n\r\n"));
  }

  private String command() {
    return Reproduction.of(new Http1(), target, transcript.events());
  }

  @Test
  void octetsAreQuotedForPrintf() {
    sent(1, "GET /%41'\\\u0000\u00e9 HTTP/1.1\r\n\t\r\n");
    assertThat(command())
        .isEqualTo(
            "printf 'GET /%%41'\\''\\\\\\000\\351 HTTP/1.1\\r\\n\\t\\r\\n' | nc -w 3 127.0.0.1"
                + " 8080");
  }

  @Test
  void writesInARowAreOneAndAnAnswerBetweenThemIsWaitedFor() {
    sent(1, "a");
    sent(1, "b");
    received(1);
    sent(1, "c");
    assertThat(command())
        .isEqualTo("{ printf 'ab'; sleep 1; printf 'c'; } | nc -w 3 127.0.0.1 8080");
  }

  @Test
  void aHalfClosedConnectionIsHalfClosed() {
    sent(1, "a");
    transcript.add(1, Kind.HALF_CLOSED, "no more from us");
    assertThat(command()).endsWith("| nc -N -w 3 127.0.0.1 8080");
  }

  @Test
  void theLastConnectionCountsUnlessOthersAreStillUnderWay() {
    sent(1, "control");
    transcript.add(1, Kind.CLOSED, "closed by the harness");
    sent(2, "a");
    assertThat(command()).startsWith("printf 'a'");
    sent(3, "b");
    assertThat(command()).isEmpty();
  }

  @Test
  void whoOnlyConnectedIsUnderWayToo() {
    transcript.add(1, Kind.CONNECTED, "connected to 127.0.0.1:8080");
    sent(2, "a");
    assertThat(command()).isEmpty();
  }

  @Test
  void whatWasChangedBeforeIsChangedAgain() {
    exchange(1, "GET /control HTTP/1.1\r\n\r\n");
    exchange(2, "POST /rooms HTTP/1.1\r\n\r\n");
    exchange(3, "GET /rooms HTTP/1.1\r\n\r\n");
    assertThat(command().lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("printf 'POST /rooms"),
            second -> assertThat(second).startsWith("printf 'GET /rooms"));
  }

  @Test
  void aNameThatTheTargetMadeUpIsMadeUpAnewNextTime() {
    sent(1, "POST /payments HTTP/1.1\r\n\r\n");
    transcript.add(1, Kind.RECEIVED, Octets.latin1("Location: /payments/81f3c2\r\n\r\n"));
    transcript.add(1, Kind.CLOSED, "closed by the harness");
    sent(2, "GET /payments/81f3c2 HTTP/1.1\r\n\r\n");
    assertThat(command()).isEmpty();
  }

  @Test
  void whatNeedsAnUpstreamAnotherInstanceOrASignalIsNoCommand() {
    exchange(1, "a");
    assertThat(command()).isNotEmpty();
    transcript.add(2, Kind.RECEIVED, Octets.latin1("POST /charges HTTP/1.1\r\n\r\n"));
    sent(2, "the upstream's answer");
    assertThat(command()).isEmpty();
  }

  @Test
  void anotherInstanceIsNotThereByHand() {
    exchange(1, "a");
    transcript.add(2, Kind.CONNECTED, "connected to 127.0.0.1:8081");
    exchange(2, "b");
    assertThat(command()).isEmpty();
  }

  @Test
  void aSignalIsNotSentByHand() {
    exchange(1, "a");
    transcript.process("SIGTERM");
    assertThat(command()).isEmpty();
  }

  private void exchange(int connection, String text) {
    sent(connection, text);
    received(connection);
    transcript.add(connection, Kind.CLOSED, "closed by the harness");
  }
}
