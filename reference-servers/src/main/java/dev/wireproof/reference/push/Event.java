package dev.wireproof.reference.push;

/// Something that happened in a room.
record Event(String room, String id, String text) {}
