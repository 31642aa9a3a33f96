package dev.wireproof.reference.requestresponse;

import static dev.wireproof.reference.requestresponse.RequestResponseFault.ETAG_OF_THE_ID;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.ETAG_OF_THE_MOMENT;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.ETAG_UNQUOTED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.ETAG_WEAK;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.IF_MATCH_COMPARED_WHOLE;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.IF_MATCH_IGNORED;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// ETags of notes, and what If-Match says of them (RFC 9110 §8.8.3, §13.1.1).
final class Tags {

  private final Set<RequestResponseFault> faults;

  Tags(Set<RequestResponseFault> faults) {
    this.faults = faults;
  }

  String of(Note note) {
    String opaque = Integer.toString(note.version());
    if (faults.contains(ETAG_OF_THE_MOMENT)) {
      opaque = Long.toString(System.nanoTime());
    }
    if (faults.contains(ETAG_OF_THE_ID)) {
      opaque = "n" + note.id();
    }
    return switch (opaque) {
      case String tag when faults.contains(ETAG_UNQUOTED) -> tag;
      case String tag when faults.contains(ETAG_WEAK) -> "W/\"" + tag + "\"";
      case String tag -> "\"" + tag + "\"";
    };
  }

  /// Whether a request with this If-Match may change the note as it is.
  boolean mayChange(Note note, Optional<String> ifMatch) {
    if (ifMatch.isEmpty() || faults.contains(IF_MATCH_IGNORED)) {
      return true;
    }
    String condition = ifMatch.get().strip();
    String present = of(note);
    if (faults.contains(IF_MATCH_COMPARED_WHOLE)) {
      return condition.equals(present);
    }
    return condition.equals("*")
        || Arrays.stream(condition.split(",", -1)).map(String::strip).anyMatch(present::equals);
  }
}
