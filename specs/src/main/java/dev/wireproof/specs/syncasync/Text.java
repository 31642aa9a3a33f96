package dev.wireproof.specs.syncasync;

import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Expectations;
import dev.wireproof.wire.Octets;
import java.util.List;

/// Texts that a log would like to change.
enum Text implements Case {
  PLAIN(" ordered"),
  EMOJI(" 🧾 paid"),
  SEVERAL_LINES(" one\ntwo\r\n\nthree"),
  QUOTES_AND_BACKSLASH(" \"so\\nso\""),
  LONG(" " + "0123456789".repeat(5000));

  private static final int MOST_SHOWN = 80;

  private final String text;

  Text(String text) {
    this.text = text;
  }

  String beginningWith(String tag) {
    return tag + text;
  }

  /// Shortened, for a message.
  static String shown(String text) {
    String printable = Octets.utf8(text).printable();
    return printable.length() <= MOST_SHOWN
        ? printable
        : printable.substring(0, MOST_SHOWN) + "… (" + text.length() + " characters)";
  }

  /// These texts in this order; the message shows them shortened.
  static Expectation<List<String>> inOrder(List<String> texts) {
    return Expectations.inOrder(texts).as(shown(texts)).showing(Text::shown);
  }

  private static String shown(List<String> texts) {
    return texts.stream().map(Text::shown).toList().toString();
  }
}
