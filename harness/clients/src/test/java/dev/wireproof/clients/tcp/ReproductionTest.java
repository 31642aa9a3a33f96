package dev.wireproof.clients.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.evidence.Reproduction;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.Targets;
import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import org.junit.jupiter.api.Test;

/// The printed command does in a shell what the spec did.
class ReproductionTest {

  private final Target target = Targets.open("http://127.0.0.1:8080", TargetOptions.none());
  private final Transcript transcript = new Transcript();

  private Channel channel(int connection) {
    return Channel.base(
        connection,
        Channel.TCP,
        Ends.CLIENT_TO_TARGET,
        Address.UNKNOWN,
        new Address("127.0.0.1", 8080));
  }

  private void sent(int connection, String text) {
    Decoded decoded = Decoded.message(text).changing(text.startsWith("POST"));
    transcript.sent(channel(connection), Octets.latin1(text), decoded);
  }

  private void received(int connection) {
    transcript.received(channel(connection), Octets.latin1("HTTP/1.1 200 OK\r\n\r\n"));
  }

  private void closed(int connection) {
    transcript.ended(channel(connection), Side.HARNESS, How.ABANDONED, "");
  }

  private String command() {
    return Reproduction.of(target, ShellCommand.of(target)::command, transcript.recording());
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
    transcript.ended(channel(1), Side.HARNESS, How.FIN, "");
    assertThat(command()).endsWith("| nc -N -w 3 127.0.0.1 8080");
  }

  @Test
  void theLastConnectionCountsUnlessOthersAreStillUnderWay() {
    sent(1, "control");
    closed(1);
    sent(2, "a");
    assertThat(command()).startsWith("printf 'a'");
    sent(3, "b");
    assertThat(command()).isEmpty();
  }

  @Test
  void whoOnlyConnectedIsUnderWayToo() {
    transcript.opened(channel(1), "");
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
    transcript.received(channel(1), Octets.latin1("Location: /payments/81f3c2\r\n\r\n"));
    closed(1);
    sent(2, "GET /payments/81f3c2 HTTP/1.1\r\n\r\n");
    assertThat(command()).isEmpty();
  }

  @Test
  void whatNeedsAnUpstreamAnotherInstanceOrASignalIsNoCommand() {
    exchange(1, "a");
    assertThat(command()).isNotEmpty();
    Channel backend =
        Channel.base(2, Channel.TCP, Ends.TARGET_TO_BACKEND, Address.UNKNOWN, Address.UNKNOWN);
    transcript.received(backend, Octets.latin1("POST /charges HTTP/1.1\r\n\r\n"));
    transcript.sent(backend, Octets.latin1("the upstream's answer"));
    assertThat(command()).isEmpty();
  }

  @Test
  void anotherInstanceIsNotThereByHand() {
    exchange(1, "a");
    Channel other =
        Channel.base(
            2, Channel.TCP, Ends.CLIENT_TO_TARGET, Address.UNKNOWN, new Address("127.0.0.1", 8081));
    transcript.sent(other, Octets.latin1("b"));
    assertThat(command()).isEmpty();
  }

  @Test
  void aSignalIsNotSentByHand() {
    exchange(1, "a");
    transcript.signalled("the target", "SIGTERM");
    assertThat(command()).isEmpty();
  }

  @Test
  void datagramsHaveNoCommandOfTcp() {
    Channel udp =
        Channel.base(
            1, Channel.UDP, Ends.CLIENT_TO_TARGET, Address.UNKNOWN, new Address("127.0.0.1", 8080));
    transcript.sent(udp, Octets.latin1("ping"));
    assertThat(command()).isEmpty();
  }

  private void exchange(int connection, String text) {
    sent(connection, text);
    received(connection);
    closed(connection);
  }
}
