package dev.wireproof.specs.serversentevents;

import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;

import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Differences;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.util.Optional;

/// A text arrives as it was posted, in a format that is made of lines.
class DataSpec {

  private static final Expectation<Event> UNCHANGED =
      Expectation.of(
          "no id and no name out of the text",
          event -> !event.type().equals("other") && !event.id().equals(Optional.of("999999")),
          event -> event.lines().toString());

  @Must(
      id = "server-sent-events.data.lines",
      claim = "each line of a text arrives as a line, and nothing is lost between them",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = {FIDELITY, FRAMING},
      cases = Lines.class)
  void linesArriveAsLines(Room room, Lines lines) {
    expectDelivered(room, lines.text);
  }

  /// Texts of more than one line; `%s` is a new text.
  enum Lines implements Case {
    LF("one %s\ntwo"),
    CR_LF("one %s\r\ntwo"),
    CR("one %s\rtwo"),
    ALL_KINDS("one %s\r\n\rfour\n\rsix"),
    EMPTY_LINE("one %s\n\nthree"),
    LINE_END_FIRST("\n%s"),
    LINE_END_LAST("%s\n"),
    LINE_ENDS_LAST("%s\n\n\n");

    private final String text;

    Lines(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "server-sent-events.data.characters",
      claim = "the characters of a line arrive as they were posted",
      source = "contract E; WHATWG HTML, Server-sent events",
      proves = FIDELITY,
      cases = Characters.class)
  void charactersArriveAsPosted(Room room, Characters characters) {
    expectDelivered(room, characters.text);
  }

  /// Texts of one line.
  enum Characters implements Case {
    PLAIN("%s"),
    LEADING_SPACE(" %s"),
    LEADING_SPACES("   %s"),
    TRAILING_SPACES("%s   "),
    LEADING_COLON(": %s"),
    LEADING_FIELD("data: %s"),
    TAB("\t%s"),
    QUOTES("\"%s\\n\""),
    EMOJI("%s 🌍👩‍👩‍👧"),
    COMBINING_MARK("%s e\u0301"),
    OTHER_SEPARATORS("%s\u000b\u000c\u0085\u2028\u2029end"),
    BYTE_ORDER_MARK("\ufeff%s"),
    LONG("%s" + "€".repeat(20_000));

    private final String text;

    Characters(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "server-sent-events.data.injection",
      claim = "nothing in a text becomes a field or an event of its own",
      proves = {FRAMING, ROBUSTNESS},
      cases = Injection.class)
  void textCannotBecomeAField(Room room, Injection injection) {
    Listener listener = room.requireListener();
    listener.requireHeard(room.requirePosted());
    String text = injection.text.formatted(room.newText(), room.name());
    room.requirePosted(text);
    Event event = listener.expectNext("the event that was posted");
    expectThat(event.data(), dataOf(text));
    expectThat(event, UNCHANGED);
    listener.expectHeard(room.requirePosted(), "the event that was posted next");
  }

  /// Texts that try to be more than a text; `%2$s` is the room.
  enum Injection implements Case {
    EVENT("%1$s\n\ndata: %2$s-9999"),
    EVENT_AFTER_CR("%1$s\r\rdata: %2$s-9999"),
    ID("%1$s\nid: 999999"),
    ID_AFTER_CR("%1$s\rid: 999999"),
    NAME("%1$s\nevent: other"),
    COMMENT("%1$s\n: not seen");

    private final String text;

    Injection(String text) {
      this.text = text;
    }
  }

  private static void expectDelivered(Room room, String template) {
    Listener listener = room.requireListener();
    // where a plain event does not come either, it is not for its text
    listener.requireHeard(room.requirePosted());
    String text = template.formatted(room.newText());
    room.requirePosted(text);
    expectThat(listener.expectNext("the event with this text").data(), dataOf(text));
  }

  /// What a text becomes, whose line ends are all written as LF.
  private static Expectation<String> dataOf(String posted) {
    String data = posted.replaceAll("\r\n|\r", "\n");
    return equalTo(data)
        .as("the data " + shown(data))
        .showing(came -> Differences.shown(data, came, DataSpec::shown));
  }

  private static String shown(String text) {
    String printable = Octets.utf8(text).printable();
    return printable.length() <= 100
        ? "“" + printable + "”"
        : "“" + printable.substring(0, 100) + "…” (" + text.length() + " characters)";
  }
}
