package dev.wireproof.reference.longpolling;

import java.util.Map;

/// Something that was posted to a room.
///
/// @param number its place in the room, from 1; also the cursor after it
record RoomEvent(long number, String id, String text) {

  Map<String, Object> shown() {
    return Map.of("id", id, "text", text);
  }
}
