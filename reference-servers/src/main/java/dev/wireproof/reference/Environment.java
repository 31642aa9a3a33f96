package dev.wireproof.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a server is given when it is started, as the contract's environment variables name it.
///
/// @param address HOST and PORT; port 0 for any
/// @param upstream UPSTREAM, the server that it calls
/// @param stateDir STATE_DIR, which all instances share and which survives a restart
/// @param secret SECRET, which all instances share
/// @param instance INSTANCE, its own name among them
public record Environment(
    InetSocketAddress address,
    Optional<URI> upstream,
    Optional<Path> stateDir,
    String secret,
    String instance) {

  /// Any free port of the loopback address, and nothing else.
  public static Environment onLoopback() {
    return new Environment(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Optional.empty(),
        Optional.empty(),
        "no secret",
        "a");
  }

  /// What the environment variables say; by default what [#onLoopback] says.
  ///
  /// @throws IllegalArgumentException when PORT is not a port
  public static Environment ofProcess() {
    Map<String, String> environment = System.getenv();
    String port = environment.getOrDefault("PORT", "0");
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException("PORT is no port: " + port);
    }
    return new Environment(
        new InetSocketAddress(
            environment.getOrDefault("HOST", "127.0.0.1"), Integer.parseInt(port)),
        Optional.ofNullable(environment.get("UPSTREAM")).map(URI::create),
        Optional.ofNullable(environment.get("STATE_DIR")).map(Path::of),
        environment.getOrDefault("SECRET", "no secret"),
        environment.getOrDefault("INSTANCE", "a"));
  }

  /// The same with another port; 0 changes nothing.
  public Environment at(int port) {
    return port == 0 ? this : at(new InetSocketAddress(address.getAddress(), port));
  }

  public Environment at(InetSocketAddress elsewhere) {
    return new Environment(elsewhere, upstream, stateDir, secret, instance);
  }

  public Environment named(String name) {
    return new Environment(address, upstream, stateDir, secret, name);
  }

  /// The state directory, or a temporary one when none was given.
  public Path stateDirOrTemporary() {
    return stateDir.orElseGet(Environment::temporary);
  }

  private static Path temporary() {
    try {
      Path folder = Files.createTempDirectory("wireproof-reference-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for the server's state", e);
    }
  }
}
