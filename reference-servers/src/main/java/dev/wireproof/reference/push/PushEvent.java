package dev.wireproof.reference.push;

/// Something that happened in a room.
record PushEvent(String room, String id, String text) {}
