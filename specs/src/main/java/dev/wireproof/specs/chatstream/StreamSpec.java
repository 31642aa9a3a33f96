package dev.wireproof.specs.chatstream;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.engine.context.DeclaredLimits;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.sse.StreamPart;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Tokens on their way, as they come.
class StreamSpec {

  private static final int BEATS = 2;

  @Must(
      id = "chat-stream.stream.head",
      claim = "a stream has the head of an event stream",
      source = "contract J; WHATWG HTML, Server-sent events",
      proves = NEGOTIATION,
      cases = Head.class)
  void headIsThatOfAnEventStream(Chat chat, Head rule) {
    expectThat(
        chat.requireTalk().stream().head(),
        Expectation.of(rule.expected, rule.holds, head -> head.head().printable()));
  }

  /// What stands in the head, and what does not.
  enum Head implements Case {
    MEDIA_TYPE(
        "the Content-Type text/event-stream",
        head ->
            head.field("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .matches("text/event-stream(\\s*;\\s*charset=\"?utf-8\"?)?\\s*")),
    NOT_CACHED(
        "no-store or no-cache in Cache-Control",
        head -> head.field("Cache-Control").orElse("").matches("(?i).*\\bno-(store|cache)\\b.*")),
    NO_LENGTH("no Content-Length", head -> head.field("Content-Length").isEmpty()),
    NO_CODING("no Content-Encoding", head -> head.field("Content-Encoding").isEmpty());

    private final String expected;
    private final Predicate<Http1Response> holds;

    Head(String expected, Predicate<Http1Response> holds) {
      this.expected = expected;
      this.holds = holds;
    }
  }

  @Must(
      id = "chat-stream.stream.no-early-head",
      claim = "the response does not begin before the model's, since the model may still fail",
      proves = {DELIVERY, LIVENESS})
  void headWaitsForTheModel(Chat chat) {
    Calls calls = chat.holdTokens();
    Pending reader = chat.beginStreamed();
    calls.requireCall("POST …/tokens");
    reader.expectHeld("no response while the model has not answered");
  }

  @Must(
      id = "chat-stream.stream.unbuffered",
      claim = "a token is passed on before the next one comes",
      proves = DELIVERY)
  void tokensAreNotHeldBack(Chat chat) {
    Talk talk = chat.requireBegun();
    talk.accept();
    for (String token : List.of("Once", "upon", "a", "time")) {
      talk.expectPassedOn(token, "“" + token + "”, before the next token is said");
    }
  }

  @Must(
      id = "chat-stream.stream.content",
      claim = "the reader gets what the model said, character by character",
      proves = FIDELITY,
      cases = Tokens.class)
  void contentIsWhatWasSaid(Chat chat, Tokens tokens) {
    String said = String.join("", tokens.said);
    expectThat(
        Chunk.joined(Talk.requireChunks(chat.requireBegun().sayAll(tokens.said))),
        equalTo(said).as("the content " + shown(said)).showing(StreamSpec::shown));
  }

  /// What a model says.
  enum Tokens implements Case {
    WORDS("Once", " upon", " a", " time"),
    WHITE_SPACE(" ", "  two", "\n", "\t", "end "),
    LINE_ENDS("one\n\ntwo", "\r\n", "\r", "four"),
    FIELDS("data: x", "\n\nevent: y", "\n: z"),
    QUOTES("\"", "\\", "\\n", "{\"a\":1}"),
    THE_END("the word is ", "[DONE]", " and it goes on"),
    EMOJI("👩", "\u200d", "👩", "\u200d", "👧", " 🌍"),
    COMBINING_MARK("e", "\u0301"),
    SEPARATORS("a\u2028b", "\u0085", "\u000b"),
    LONG("x".repeat(20_000), "y".repeat(20_000)),
    MANY(Collections.nCopies(300, "word ").toArray(String[]::new));

    private final List<String> said;

    Tokens(String... said) {
      this.said = List.of(said);
    }
  }

  private static String shown(String text) {
    String printable = Octets.utf8(text).printable();
    return printable.length() <= 100
        ? "“" + printable + "”"
        : "“" + printable.substring(0, 100) + "…”, " + text.length() + " characters";
  }

  @Must(
      id = "chat-stream.stream.pieces",
      claim = "tokens survive, however the model's lines are cut into pieces",
      proves = {FIDELITY, FRAMING},
      cases = Pieces.class)
  void piecesMeanNothing(Chat chat, Pieces pieces) {
    Talk talk = chat.requireBegun();
    talk.accept();
    talk.call().send("\"Hello \"\n");
    Octets lines = Octets.utf8(Json.write("a 🌍 and") + "\n" + "\"\\ud83c\\udf0d end\"\n");
    talk.sendInPieces(lines, pieces.cuts);
    talk.call().finish();
    expectThat(
        Chunk.joined(Talk.requireChunks(talk.readRest())),
        Expectation.of(
            "the tokens “a 🌍 and” and “🌍 end”",
            rest -> rest.endsWith("🌍 end") && !rest.contains("\ufffd"),
            StreamSpec::shown));
  }

  /// Where the lines are cut, in octets.
  enum Pieces implements Case {
    IN_A_LINE(2),
    IN_A_CHARACTER(4, 5, 6),
    IN_AN_ESCAPE(16, 20),
    BEFORE_A_LINE_END(12);

    private final int[] cuts;

    Pieces(int... cuts) {
      this.cuts = cuts;
    }
  }

  @Must(
      id = "chat-stream.heartbeat.in-time",
      claim = "while the model says nothing, comments keep the stream alive",
      proves = {KEEPALIVE, LIVENESS},
      timing = true)
  void heartbeatComesWhileTheModelSaysNothing(Chat chat, DeclaredLimits promises) {
    Duration promised = promises.timeout("heartbeat");
    Talk talk = chat.requireTalk();
    for (int beat = 1; beat <= BEATS; beat++) {
      expectThat(
          talk.part(promises.withSlack(promised)),
          Expectation.of(
              "a comment every %d ms".formatted(promised.toMillis()),
              part -> part.filter(StreamPart.Comment.class::isInstance).isPresent(),
              part -> part.map(StreamPart::toString).orElse("nothing")));
    }
  }
}
