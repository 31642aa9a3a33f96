package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.specs.requestresponse.Notes.noteWith;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;

/// Characters are kept as they were sent.
class TextSpec {

  private static final String BICYCLE = "🚲";

  @Must(
      id = "request-response.text.intact",
      claim = "a text comes back character by character",
      source = "contract, JSON",
      proves = FIDELITY,
      cases = Characters.class)
  void textComesBackAsItWent(Notes notes, Characters characters) {
    expectKept(notes, Notes.jsonOf(characters.text), characters.text);
  }

  /// A note that is posted in some spelling shows this text in the response, and later.
  private static void expectKept(Notes notes, String json, String text) {
    Reply posted = notes.postJson(json).expect(status(201)).expect(noteWith(text));
    notes
        .get("/notes/" + Notes.idOf(posted))
        .require(status(200))
        .expect(noteWith(text, "the note when it is read"));
  }

  /// Texts that are damaged most often.
  enum Characters implements Case {
    UMLAUT("Zürich"),
    COMBINING_MARK("cafe\u0301"),
    HAN("日本語"),
    EMOJI("🌍👩‍👩‍👧"),
    QUOTES_AND_BACKSLASH("say \"hi\" \\ c:\\new"),
    LINE_ENDS("one\r\ntwo\nthree\rfour"),
    TAB_AND_CONTROL("a\tb\u0001c\u007fd"),
    BLANKS_AROUND("  two before, two after  "),
    MARKUP("<b>&amp; & </b>"),
    RIGHT_TO_LEFT("שלום"),
    LINE_SEPARATOR("a\u2028b"),
    BYTE_ORDER_MARK("\ufeffa"),
    JSON_IN_JSON("{\"text\":\"inner\"}"),
    PERCENT("100%25 %s %n");

    private final String text;

    Characters(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "request-response.text.escapes",
      claim = "a character is the same, however JSON escapes it",
      source = "contract, JSON; RFC 8259 §7",
      proves = FIDELITY,
      cases = Escape.class)
  void escapesStandForCharacters(Notes notes, Escape escape) {
    expectKept(notes, "{\"text\":\"" + escape.spelling + "\"}", escape.text);
  }

  /// Spellings that a serialiser may choose.
  enum Escape implements Case {
    SLASH("a\\/b", "a/b"),
    LETTER("caf\\u00e9", "café"),
    CAPITAL_DIGITS("caf\\u00E9", "café"),
    SHORT_ESCAPES("\\b\\f\\n\\r\\t", "\b\f\n\r\t"),
    PAIR("go by \\ud83d\\udeb2", "go by 🚲"),
    ASCII_TOO("\\u0061\\u0022", "a\"");

    private final String spelling;
    private final String text;

    Escape(String spelling, String text) {
      this.spelling = spelling;
      this.text = text;
    }
  }

  @Must(
      id = "request-response.text.long",
      claim = "a text of 50 000 characters is kept whole",
      source = "contract A",
      proves = FIDELITY)
  void longTextIsKeptWhole(Notes notes) {
    String text = "0123456789abcdefghijklmnopqrstuvwxyzäöüß ".repeat(1250).substring(0, 50_000);
    expectKept(notes, Notes.jsonOf(text), text);
  }

  @Must(
      id = "request-response.text.in-pieces",
      claim = "a character that comes in two segments is one character",
      source = "contract, JSON; RFC 9293 §3.7",
      proves = {FIDELITY, FRAMING},
      cases = Cut.class)
  void characterInTwoSegmentsIsOne(Notes notes, Http1Wire wire, Cut cut) {
    String text = "by " + BICYCLE + " to Zürich";
    Http1Request request = notes.postRequest(text);
    Octets rest = Octets.utf8(BICYCLE + " to Zürich\"}");
    int held = rest.size() - cut.octets;
    wire.sendAllBut(held, request);
    Notes.requireRead(wire);
    Notes.requireRead(wire);
    wire.release(held, request).expect(status(201).and(noteWith(text)));
  }

  /// How many of the bicycle's four octets are in the first segment.
  enum Cut implements Case {
    AFTER_ONE(1),
    AFTER_TWO(2),
    AFTER_THREE(3);

    private final int octets;

    Cut(int octets) {
      this.octets = octets;
    }
  }
}
