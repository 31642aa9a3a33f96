package dev.wireproof.engine.protocol;

import dev.wireproof.wire.Octets;

/// What a running server says of itself, as JSON with `claims` and `limits`.
///
/// @param place where it says so, for messages
public record Statement(String place, Octets json) {}
