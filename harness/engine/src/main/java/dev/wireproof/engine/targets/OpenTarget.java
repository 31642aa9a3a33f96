package dev.wireproof.engine.targets;

import dev.wireproof.engine.catalogue.Topics;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.protocol.Scheme;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.sut.Backend;
import dev.wireproof.engine.sut.Lifecycle;
import dev.wireproof.engine.sut.Settings;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.Target.Promises;
import dev.wireproof.engine.sut.TargetUnusable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is the same for targets of every kind of address.
public final class OpenTarget {

  private OpenTarget() {}

  /// A target at an address, however it came to be there.
  ///
  /// @throws dev.wireproof.engine.input.InputException when an option makes no sense
  /// @throws TargetUnusable when there is no host of that name
  public static Target at(
      String name,
      URI address,
      TargetOptions options,
      Promises promises,
      Optional<Lifecycle> lifecycle,
      List<Backend> backends) {
    Safety usual = lifecycle.isPresent() ? Safety.LAB : byAddress(address.getHost());
    return new Target(
        name,
        withPath(address, options),
        settings(address, options),
        promises,
        options.allow().orElse(usual),
        options.environment(),
        lifecycle,
        backends);
  }

  /// The backends that a target is told of: all for one that the harness starts, and those that the
  /// options ask for.
  public static List<Backend> backends(TargetOptions options, boolean always) {
    return Protocols.all().stream()
        .flatMap(each -> each.backend(options.environment(), options.connection(), always).stream())
        .toList();
  }

  /// Where a server that the harness started listens.
  public static URI address(Lifecycle server, String scheme) {
    InetSocketAddress there = server.address();
    return URI.create(scheme + "://" + there.getAddress().getHostAddress() + ":" + there.getPort());
  }

  private static Settings settings(URI address, TargetOptions options) {
    return Settings.of(
        Protocols.all().stream()
            .flatMap(each -> each.settings(address, options.connection()).stream())
            .toList());
  }

  /// A path that a protocol's options name stands for the target's `/`.
  private static URI withPath(URI address, TargetOptions options) {
    return Protocols.all().stream()
        .flatMap(each -> each.path(options.connection()).stream())
        .findFirst()
        .map(path -> URI.create(address.getScheme() + "://" + address.getRawAuthority() + path))
        .orElse(address);
  }

  private static Safety byAddress(String host) {
    String bare = Target.bare(host);
    try {
      boolean loopback =
          Stream.of(InetAddress.getAllByName(bare)).allMatch(InetAddress::isLoopbackAddress);
      return loopback ? Safety.LOAD : Safety.POLITE;
    } catch (UnknownHostException _) {
      throw new TargetUnusable("there is no host called “" + bare + "”; is the name right?");
    }
  }

  /// The scheme of a server that was started and claims these topics: that of the protocol that the
  /// first of them with specs is judged over, else the first that is registered.
  public static String schemeOf(Iterable<String> claims) {
    return Topics.protocol(claims).stream()
        .flatMap(protocol -> protocol.schemes().stream())
        .map(Scheme::name)
        .findFirst()
        .orElseGet(() -> Protocols.schemes().keySet().iterator().next());
  }
}
