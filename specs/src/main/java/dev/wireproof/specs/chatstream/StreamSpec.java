package dev.wireproof.specs.chatstream;

import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.context.DeclaredLimits;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.sse.StreamPart;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    Http1Response head = chat.talking().stream().head();
    if (!rule.holds.test(head)) {
      throw VerdictException.violates(rule.expected, head.head().printable());
    }
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
      claim = "nothing is answered before the model has answered, since it may still fail",
      proves = {DELIVERY, LIVENESS})
  void headWaitsForTheModel(Chat chat) {
    Calls calls = chat.holding();
    var reader = chat.api().begin(chat.asking(true));
    calls.requireCall("its tokens");
    reader.expectHeld("no answer while the model has not answered");
  }

  @Must(
      id = "chat-stream.stream.unbuffered",
      claim = "a token is passed on before the next one comes",
      proves = DELIVERY)
  void tokensAreNotHeldBack(Chat chat) {
    Talk talk = chat.begin();
    talk.accept();
    for (String token : List.of("Once", "upon", "a", "time")) {
      talk.passes(token, "“" + token + "”, before the next token is said");
    }
  }

  @Must(
      id = "chat-stream.stream.content",
      claim = "what is heard is what was said, character by character",
      proves = FIDELITY,
      cases = Tokens.class)
  void contentIsWhatWasSaid(Chat chat, Tokens tokens) {
    same(String.join("", tokens.said), content(chat.begin(), tokens.said));
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

  private static String content(Talk talk, List<String> tokens) {
    return joined(Talk.chunks(talk.tell(tokens)));
  }

  private static String joined(List<Chunk> chunks) {
    var content = new StringBuilder();
    chunks.forEach(chunk -> content.append(chunk.content()));
    return content.toString();
  }

  private static void same(String said, String heard) {
    if (!heard.equals(said)) {
      throw VerdictException.violates("the content " + shown(said), shown(heard));
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
    Talk talk = chat.begin();
    talk.accept();
    talk.call().send("\"Hello \"\n");
    Octets lines = Octets.utf8(Json.write("a 🌍 and") + "\n" + "\"\\ud83c\\udf0d end\"\n");
    int from = 0;
    for (int cut : pieces.cuts) {
      talk.call().send(lines.slice(from, cut));
      from = cut;
      // each piece is under way before the next one is sent
      talk.part(chat.patience().forQuiet());
    }
    talk.call().send(lines.from(from));
    talk.call().finish();
    String rest = joined(Talk.chunks(talk.rest()));
    if (!rest.endsWith("🌍 end") || rest.contains("\ufffd")) {
      throw VerdictException.violates("the tokens “a 🌍 and” and “🌍 end”", shown(rest));
    }
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
      claim = "while the model thinks, comments keep the stream alive",
      proves = {KEEPALIVE, LIVENESS},
      timing = true)
  void heartbeatComesWhileTheModelThinks(Chat chat, DeclaredLimits promises) {
    Duration promised = promises.timeout("heartbeat");
    Talk talk = chat.talking();
    for (int beat = 1; beat <= BEATS; beat++) {
      Optional<StreamPart> part = talk.part(promises.withSlack(promised));
      if (part.filter(StreamPart.Comment.class::isInstance).isEmpty()) {
        throw VerdictException.violates(
            "a comment every %d ms".formatted(promised.toMillis()),
            part.map(StreamPart::toString).orElse("nothing"));
      }
    }
  }
}
