package dev.wireproof.reference;

/// Contributes one reference server to the catalogue; found by [java.util.ServiceLoader].
public interface ReferenceProvider {
  Reference reference();
}
