package dev.wireproof.cli.options;

/// A command that can be told how to speak with a target.
public interface SpeaksWithTargets {

  ConnectionOptions connection();
}
