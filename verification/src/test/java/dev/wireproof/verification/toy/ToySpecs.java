package dev.wireproof.verification.toy;

import dev.wireproof.engine.catalogue.SpecRoot;

/// Registers the toy's specs.
public final class ToySpecs implements SpecRoot {

  @Override
  public String packageName() {
    return ToySpecs.class.getPackageName();
  }
}
