package dev.wireproof.reference.requestresponse;

import static dev.wireproof.reference.requestresponse.RequestResponseFault.ASTRAL_DROPPED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.CONTROLS_DROPPED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.CUT_AT_16384;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.EMPTY_TEXT_TAKEN;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.ESCAPED_FOR_HTML;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.LATIN1_STORED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.LINE_ENDS_UNIFIED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.NORMALISED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.SURROGATES_APART;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.TEXT_UNCHECKED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.TRIMMED;

import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The text of a note, taken from a request and kept as it is.
final class NoteText {

  private static final int LONGEST = 65_536;
  private static final String BEYOND_16_BITS = "[^\\x{0}-\\x{ffff}]";

  /// What some programs do to a text before they store it.
  private static final Map<RequestResponseFault, UnaryOperator<String>> DAMAGES =
      Map.of(
          NORMALISED, text -> Normalizer.normalize(text, Normalizer.Form.NFC),
          TRIMMED, String::strip,
          ESCAPED_FOR_HTML, text -> text.replace("&", "&amp;").replace("<", "&lt;"),
          LINE_ENDS_UNIFIED, text -> text.replace("\r\n", "\n").replace('\r', '\n'),
          LATIN1_STORED,
              text ->
                  new String(
                      text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1),
          ASTRAL_DROPPED, text -> text.replaceAll(BEYOND_16_BITS, ""),
          CONTROLS_DROPPED, text -> text.replaceAll("\\p{Cntrl}", ""),
          CUT_AT_16384, text -> text.length() > 16_384 ? text.substring(0, 16_384) : text);

  private final Set<RequestResponseFault> faults;

  NoteText(Set<RequestResponseFault> faults) {
    this.faults = faults;
  }

  /// The text that a request brings.
  ///
  /// @throws Problem when it brings none
  String of(Request request, Map<String, Object> json) throws Problem {
    Object value = json.get("text");
    if (value instanceof String text && isOfRightLength(text)) {
      return kept(text, request);
    }
    if (faults.contains(TEXT_UNCHECKED)) {
      return String.valueOf(value);
    }
    throw new Problem(422, "“text” is to be a text of 1 to " + LONGEST + " characters.");
  }

  private boolean isOfRightLength(String text) {
    return (!text.isEmpty() || faults.contains(EMPTY_TEXT_TAKEN))
        && text.codePointCount(0, text.length()) <= LONGEST;
  }

  private String kept(String text, Request request) {
    String kept = text;
    for (var damage : DAMAGES.entrySet()) {
      kept = faults.contains(damage.getKey()) ? damage.getValue().apply(kept) : kept;
    }
    boolean escapedPair = request.body().latin1().contains("\\ud83d");
    return faults.contains(SURROGATES_APART) && escapedPair
        ? kept.replaceAll(BEYOND_16_BITS, "??")
        : kept;
  }
}
