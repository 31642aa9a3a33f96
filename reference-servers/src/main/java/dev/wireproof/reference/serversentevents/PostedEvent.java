package dev.wireproof.reference.serversentevents;

/// An event of a room.
///
/// @param number its place in the room, from 1
/// @param text as it was posted
record PostedEvent(long number, String text) {

  String id() {
    return Long.toString(number);
  }
}
