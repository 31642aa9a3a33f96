package dev.wireproof.reference.requestresponse;

import java.util.LinkedHashMap;
import java.util.Map;

/// A note at one moment.
///
/// @param number its place in the order of creation
/// @param version how often its text has changed
record Note(long number, String id, String text, int version) {

  Note with(String newText) {
    return new Note(number, id, newText, newText.equals(text) ? version : version + 1);
  }

  Map<String, Object> shown() {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("id", id);
    shown.put("text", text);
    return shown;
  }
}
