package dev.wireproof.engine.targets;

import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.sut.Backend;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.Target.Promises;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.file.TargetFile;
import dev.wireproof.engine.targets.process.StartedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Targets in a directory with a `wireproof.yaml`: started here, or running at the URL that it
/// names.
final class DirectoryTargets implements TargetProvider {

  static final String FILE = "wireproof.yaml";

  @Override
  public boolean handles(String address) {
    return Files.exists(Path.of(address));
  }

  @Override
  public Target open(String address, TargetOptions options) {
    Path path = Path.of(address);
    Path directory = Files.isDirectory(path) ? path : Path.of(".");
    Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "there is no " + file + "; it tells how to start the server (exercises/CONTRACT.md)");
    }
    if (!Files.isDirectory(path)) {
      Path parent = path.toAbsolutePath().getParent();
      directory = parent == null ? directory : parent;
    }
    TargetFile described = TargetFile.read(file);
    var claims = new LinkedHashMap<String, String>();
    claims.putAll(described.claims());
    options.claims().forEach(claim -> Claims.add(claims, claim));
    if (described.url().isPresent()) {
      return UrlTargets.described(
          described.name(),
          described.url().get(),
          options,
          new Promises(claims, described.limits(), described.endpoints()));
    }
    return start(directory, described, options, claims);
  }

  /// Starts what is described, with its backends behind it.
  static Target start(
      Path directory, TargetFile described, TargetOptions options, Map<String, String> claims) {
    List<Backend> backends = OpenTarget.backends(options, true);
    var server = new StartedServer(directory, described, options.environment(), backends);
    try {
      server.start();
      return OpenTarget.at(
          described.name(),
          OpenTarget.address(server, OpenTarget.schemeOf(claims.keySet())),
          options,
          new Promises(claims, described.limits(), server.expand(described.endpoints())),
          Optional.of(server),
          backends);
    } catch (InputException | TargetUnusable e) {
      server.close();
      backends.forEach(Backend::close);
      throw e;
    }
  }
}
