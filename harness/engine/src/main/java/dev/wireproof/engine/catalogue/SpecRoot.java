package dev.wireproof.engine.catalogue;

/// Names a package below which rooms of specs live: packages with a
/// [Topic][dev.wireproof.engine.protocol.Topic]. Found by [java.util.ServiceLoader], so that specs
/// of anybody's are judged like those that are built in.
public interface SpecRoot {

  /// Such as `dev.wireproof.specs`.
  String packageName();
}
