package dev.wireproof.specs.serversentevents;

/// An event that was posted, and answered.
record Posted(String id, String text) {}
