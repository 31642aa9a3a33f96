package dev.wireproof.reference.publishsubscribe;

import java.util.UUID;

/// Names that are never given twice.
final class Names {

  private Names() {}

  static String fresh() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
