package dev.wireproof.engine.targets;

import dev.wireproof.clients.upstream.UpstreamServer;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.file.TargetFile;
import dev.wireproof.engine.targets.process.StartedServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
      return UrlTargets.at(
          described.name(),
          URI.create(described.url().get()),
          options,
          claims,
          described.limits(),
          described.endpoints(),
          Optional.empty(),
          options.upstreamPort().map(UpstreamServer::start));
    }
    return start(directory, described, options, claims);
  }

  /// Starts what is described, with an upstream behind it.
  static Target start(
      Path directory, TargetFile described, TargetOptions options, Map<String, String> claims) {
    UpstreamServer upstream = UpstreamServer.start(options.upstreamPort().orElse(0));
    var server = new StartedServer(directory, described, upstream.base());
    try {
      server.start();
      return UrlTargets.at(
          described.name(),
          server.base(),
          options,
          claims,
          described.limits(),
          server.expand(described.endpoints()),
          Optional.of(server),
          Optional.of(upstream));
    } catch (InputException | TargetUnusable e) {
      server.close();
      upstream.close();
      throw e;
    }
  }
}
