package dev.wireproof.engine.context;

/// What a spec may take as a parameter to speak with the target. An implementation has a public
/// constructor that takes a [SpecContext], connects when it is first used, and records all that
/// happens in the context's transcript.
public interface WireClient extends AutoCloseable {

  @Override
  void close();
}
