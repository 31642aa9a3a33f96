package dev.wireproof.reference;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// The catalogue of all reference servers on the class path.
public final class References {

  private static final List<Reference> ALL =
      ServiceLoader.load(ReferenceProvider.class, References.class.getClassLoader()).stream()
          .map(provider -> provider.get().reference())
          .sorted(Comparator.comparing(Reference::slug))
          .toList();

  private References() {}

  /// Every reference server, by slug.
  public static List<Reference> all() {
    return ALL;
  }

  public static Optional<Reference> find(String slug) {
    return ALL.stream().filter(reference -> reference.slug().equals(slug)).findFirst();
  }
}
