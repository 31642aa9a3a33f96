package dev.wireproof.harness.target;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// Opens whatever an address names: a URL, a directory, or what a provider on the class path knows.
public final class Targets {

  private static final List<TargetProvider> OWN = List.of(new UrlTargets(), new DirectoryTargets());

  private Targets() {}

  /// Opens the target; the caller closes it.
  ///
  /// @throws InputError when the address or an option makes no sense
  /// @throws TargetUnusable when the target cannot be started
  public static Target open(String address, TargetOptions options) {
    return Stream.concat(
            ServiceLoader.load(TargetProvider.class).stream().map(ServiceLoader.Provider::get),
            OWN.stream())
        .filter(provider -> provider.handles(address))
        .findFirst()
        .orElseThrow(() ->
            new InputError(
                "“"
                    + address
                    + "” is no target: neither a URL (http://HOST:PORT) nor a directory that"
                    + " exists nor reference:SLUG"))
        .open(address, options);
  }
}
