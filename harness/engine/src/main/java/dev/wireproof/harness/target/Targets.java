package dev.wireproof.harness.target;

import dev.wireproof.harness.spec.Safety;
import dev.wireproof.harness.spec.Slug;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// Opens whatever an address names.
public final class Targets {

  private Targets() {}

  /// Asks the providers on the class path, then takes the address for a URL.
  ///
  /// @throws InputError when the address makes no sense
  /// @throws TargetUnusable when the target cannot be started
  public static Target open(String address, TargetOptions options) {
    for (TargetProvider provider : ServiceLoader.load(TargetProvider.class)) {
      if (provider.handles(address)) {
        return provider.open(address, options);
      }
    }
    URI base = URI.create(address);
    return new Target(
        address,
        base,
        options.host().orElse(base.getRawAuthority()),
        options.headers(),
        Map.of(Slug.HTTP1, ""),
        Map.of(),
        Map.of(),
        options.allow().orElse(Safety.LOAD),
        Optional.empty(),
        Optional.empty());
  }
}
