package dev.wireproof.wire.http1;

/// A rule that something the peer sent does not keep.
///
/// @param rule the id of the rule, which is also the id of the spec that judges it
public record Violation(String rule, String expected, String saw) {}
