package dev.wireproof.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.explain.Situation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import dev.wireproof.wire.Transcript;
import org.junit.jupiter.api.Test;

/// What the target did, as far as it tells one cause from another.
class SituationsTest {

  private final Transcript transcript = new Transcript();

  private Situation situation(String saw) {
    var verdict = new Verdict.Violates("a response with status 201", saw);
    return Situations.of(MadeUp.result("http1.made.up", "", verdict, transcript.recording()));
  }

  private void exchange(int connection, String sent, String received) {
    Channel channel =
        Channel.base(
            connection, Channel.TCP, Ends.CLIENT_TO_TARGET, Address.UNKNOWN, Address.UNKNOWN);
    transcript.sent(channel, Octets.latin1(sent));
    transcript.judging(transcript.received(channel, Octets.latin1(received)));
  }

  @Test
  void whatWasSeenTellsWhatTheTargetDid() {
    assertThat(situation("HTTP/1.1 500 Internal Server Error")).isEqualTo(Situation.SERVER_ERROR);
    assertThat(situation("HTTP/1.1 405 Method Not Allowed")).isEqualTo(Situation.METHOD);
    assertThat(situation("HTTP/1.1 401 Unauthorized")).isEqualTo(Situation.UNAUTHORIZED);
    assertThat(situation("HTTP/1.1 200 OK")).isEqualTo(Situation.ANSWERED);
    assertThat(situation("no answer within 500 ms")).isEqualTo(Situation.SILENCE);
    assertThat(situation("the connection was closed (FIN) without an answer"))
        .isEqualTo(Situation.CLOSED);
    assertThat(situation("the connection was closed (FIN) in the middle of a response, after x"))
        .isEqualTo(Situation.CUT);
    assertThat(situation("the connection broke (Connection reset)")).isEqualTo(Situation.RESET);
    assertThat(situation("not an HTTP/1.1 response (no status line): x"))
        .isEqualTo(Situation.GARBAGE);
  }

  @Test
  void ofSeveralThingsItTellsWhatIsWrongWithThem() {
    assertThat(situation("a; b did not come")).isEqualTo(Situation.MISSING);
    assertThat(situation("20 of 32 calls within 500 ms: a came")).isEqualTo(Situation.MISSING);
    assertThat(situation("a, a; a came more than once")).isEqualTo(Situation.TWICE);
    assertThat(situation("all of them, in another order: b, a")).isEqualTo(Situation.ORDER);
  }

  @Test
  void aConnectionThatStaysOpenIsNoAnswerThatIsAwaited() {
    assertThat(situation("it was still open: no answer within 500 ms"))
        .isEqualTo(Situation.ANSWERED);
  }

  @Test
  void whatAnEarlierAnswerHadNamedIsGoneAndNotWithoutARoute() {
    exchange(1, "GET /notes/7 HTTP/1.1\r\n\r\n", "HTTP/1.1 404 Not Found\r\n\r\n");
    assertThat(situation("HTTP/1.1 404 Not Found")).isEqualTo(Situation.NO_ROUTE);
    exchange(2, "POST /notes HTTP/1.1\r\n\r\n", "HTTP/1.1 201 Created\r\n\r\n{\"id\":\"7\"}");
    exchange(3, "GET /notes/7 HTTP/1.1\r\n\r\n", "HTTP/1.1 404 Not Found\r\n\r\n");
    assertThat(situation("HTTP/1.1 404 Not Found")).isEqualTo(Situation.GONE);
  }

  @Test
  void aShouldThatIsNotFollowedIsLookedAtInTheSameWay() {
    var tolerated = new Verdict.Tolerated("expected a 2xx response, saw HTTP/1.1 502 Bad Gateway");
    assertThat(Situations.of(MadeUp.result("http1.made.up", "", tolerated, Recording.EMPTY)))
        .isEqualTo(Situation.SERVER_ERROR);
  }
}
