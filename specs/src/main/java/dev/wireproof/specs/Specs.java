package dev.wireproof.specs;

import dev.wireproof.engine.catalogue.SpecRoot;

/// Registers the rooms of this module.
public final class Specs implements SpecRoot {

  @Override
  public String packageName() {
    return Specs.class.getPackageName();
  }
}
