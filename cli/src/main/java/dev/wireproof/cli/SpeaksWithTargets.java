package dev.wireproof.cli;

/// A command that can be told how to speak with a target.
interface SpeaksWithTargets {

  ConnectionOptions connection();
}
