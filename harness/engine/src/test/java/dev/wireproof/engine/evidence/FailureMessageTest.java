package dev.wireproof.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.explain.Explanation.Advice;
import dev.wireproof.engine.explain.Situation;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a person reads when a rule does not hold.
class FailureMessageTest {

  private static final Explanation EXPLANATION =
      new Explanation(
          "why", "the cause", "", "", Map.of(Situation.SILENCE, new Advice("it waits", "")));

  private final Transcript transcript = new Transcript();
  private String decisive = "";

  private String story(Verdict verdict) {
    Result result = MadeUp.result("http1.made.up", "", verdict, transcript.recording());
    return FailureMessage.of(result, EXPLANATION);
  }

  private void exchange(int connection, String sent, String received) {
    Channel channel =
        Channel.base(
            connection, Channel.TCP, Ends.CLIENT_TO_TARGET, Address.UNKNOWN, Address.UNKNOWN);
    transcript.sent(channel, Octets.latin1(sent));
    long event = transcript.received(channel, Octets.latin1(received));
    if (received.equals(decisive)) {
      transcript.judging(event);
    }
    transcript.ended(channel, Side.HARNESS, How.ABANDONED, "");
  }

  @Test
  void ofALongStoryTheBeginningAndTheEndAreTold() {
    for (int i = 1; i <= 100; i++) {
      exchange(i, "question " + i + "\nwith a second line", "answer " + i);
    }
    assertThat(story(new Verdict.Violates("this", "that")))
        .contains("question 1\\n", "… 98 more like this", "answer 100", "with a second line")
        .doesNotContain("question 50", "closed by the harness");
  }

  @Test
  void whatDoesNotRepeatAndIsTooMuchIsLeftOut() {
    for (int i = 0; i < 100; i++) {
      String letters = Character.toString('a' + i / 26) + Character.toString('a' + i % 26);
      exchange(i + 1, "question " + letters, "answer");
    }
    assertThat(story(new Verdict.Violates("this", "that")))
        .contains("question aa", "events are left out here", "answer")
        .doesNotContain("like this");
  }

  @Test
  void theMessageThatDecidedIsShownWhole() {
    decisive = "HTTP/1.1 200 OK\r\n" + "X-Field: 1\r\n".repeat(30) + "\r\nthe end";
    exchange(1, "GET / HTTP/1.1\r\n\r\n", decisive);
    assertThat(story(new Verdict.Violates("this", "that")))
        .contains("HTTP/1.1 200 OK\\r\\n   ◀ decides", "the end")
        .doesNotContain("octets in all");
  }

  @Test
  void textIsShownInItsOwnCharacters() {
    decisive = "caf\u00c3\u00a9 and a \u00ff";
    exchange(1, "caf\u00c3\u00a9\n", decisive);
    assertThat(story(new Verdict.Violates("this", "that")))
        .contains("café\\n", "caf\\xc3\\xa9 and a \\xff", "of the octets that decided");
  }

  @Test
  void aCauseThatWhatWasSeenExcludesIsNotTold() {
    assertThat(story(new Verdict.Violates("this", "no answer within 500 ms")))
        .contains("perhaps   it waits")
        .doesNotContain("the cause");
    assertThat(story(new Verdict.Violates("this", "HTTP/1.1 200 OK"))).contains("the cause");
  }

  @Test
  void aShortStoryIsToldWhole() {
    exchange(1, "POST / HTTP/1.1\n\n{\"text\":\"a\"}", "no");
    exchange(2, "GET / HTTP/1.1\n\n", "no");
    assertThat(story(new Verdict.Violates("this", "that"))).contains("{\"text\":\"a\"}");
  }

  @Test
  void theEventThatDecidedIsMarkedAndShownEvenInTheMiddle() {
    decisive = "answer 50";
    for (int i = 1; i <= 100; i++) {
      exchange(i, "question " + i, "answer " + i);
    }
    assertThat(story(new Verdict.Violates("this", "that")))
        .containsPattern("(?m)^  ▶ .* #50 <-  answer 50   ◀ decides$")
        .doesNotContain("answer 49", "the octets that decided");
  }

  @Test
  void onlyOctetsThatAreNoTextAreShownInHexadecimal() {
    decisive = "a\u0000b";
    exchange(1, "GET", decisive);
    assertThat(story(new Verdict.Violates("this", "that")))
        .contains("of the octets that decided\n    000000  61 00 62", "a.b");
  }

  @Test
  void whatHappensAtTheUpstreamSaysSo() {
    exchange(1, "POST /payments", "201");
    Channel backend =
        Channel.base(2, Channel.TCP, Ends.TARGET_TO_BACKEND, Address.UNKNOWN, Address.UNKNOWN);
    transcript.sent(backend, Octets.latin1("HTTP/1.1 402 -\r\n\r\n{}"));
    assertThat(story(new Verdict.Violates("this", "that")))
        .contains("#2 upstream ->  HTTP/1.1 402 -\\r\\n", "{}");
  }

  @Test
  void framesAreWordsAndDatagramsAreOctets() {
    Channel tcp =
        Channel.base(1, Channel.TCP, Ends.CLIENT_TO_TARGET, Address.UNKNOWN, Address.UNKNOWN);
    Channel tls = tcp.over(Channel.TLS);
    transcript.opened(tls, "TLSv1.3, h2");
    transcript.sent(
        tls.stream("http2", 1), Octets.hex("00 00 00 04 00 00 00 00"), Decoded.message("HEADERS"));
    transcript.sent(
        tls.stream("http2", 3), Octets.hex("00 00 00 04 00 00 00 00"), Decoded.message("DATA"));
    transcript.ended(tls, Side.PEER, How.TRUNCATED, "");
    Channel udp =
        Channel.base(2, Channel.UDP, Ends.CLIENT_TO_TARGET, Address.UNKNOWN, Address.UNKNOWN);
    transcript.sent(udp, Octets.hex("00 07"), Decoded.message("query 7"));
    transcript.judging(transcript.received(udp, Octets.hex("00 08")));
    assertThat(story(new Verdict.Violates("this", "that")))
        .contains(
            "#1 --  tls TLSv1.3, h2",
            "#1/1 ->  HEADERS (8 octets)",
            "#1/3 ->  DATA (8 octets)",
            "#1 <-  FIN without close_notify",
            "#2 ->  query 7 (2 octets)",
            "#2 <-  \\x00\\x08",
            "of the octets that decided\n    000000  00 08");
  }

  @Test
  void theUsualCauseIsNotToldOfWhatWasNotReached() {
    assertThat(story(new Verdict.Violates("this", "that"))).contains("the cause");
    assertThat(story(new Verdict.Inconclusive("a step failed"))).doesNotContain("the cause");
  }
}
