package dev.wireproof.engine.context;

/// Where an observing spec puts the fact that it saw.
public final class Observation implements WireClient {

  private final SpecContext context;

  public Observation(SpecContext context) {
    this.context = context;
  }

  /// States the fact, in words that do not change from run to run while the behaviour stays the
  /// same.
  public void is(String fact) {
    context.observe(fact);
  }

  @Override
  public void close() {}
}
