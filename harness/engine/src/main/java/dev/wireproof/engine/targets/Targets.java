package dev.wireproof.engine.targets;

import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.file.TargetFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// Opens whatever an address names: a URL, a directory, or what a provider on the class path knows.
public final class Targets {

  private static final List<TargetProvider> OWN = List.of(new UrlTargets(), new DirectoryTargets());

  private Targets() {}

  /// Starts a server that is described by more than a file; the caller closes it.
  ///
  /// @throws TargetUnusable when it does not come up
  public static Target start(Path directory, TargetFile described, TargetOptions options) {
    var claims = new LinkedHashMap<String, String>();
    claims.putAll(described.claims());
    options.claims().forEach(claim -> Claims.add(claims, claim));
    return DirectoryTargets.start(directory, described, options, claims);
  }

  /// Opens the target; the caller closes it.
  ///
  /// @throws InputException when the address or an option makes no sense
  /// @throws TargetUnusable when the target cannot be started
  public static Target open(String address, TargetOptions options) {
    return Stream.concat(
            ServiceLoader.load(TargetProvider.class).stream().map(ServiceLoader.Provider::get),
            OWN.stream())
        .filter(provider -> provider.handles(address))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "“"
                    + address
                    + "” is no target: neither a URL (http://HOST:PORT) nor a directory that"
                    + " exists nor reference:SLUG"))
        .open(address, options);
  }
}
