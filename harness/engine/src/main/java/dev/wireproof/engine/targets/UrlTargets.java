package dev.wireproof.engine.targets;

import dev.wireproof.clients.upstream.UpstreamServer;
import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.sut.Lifecycle;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.wire.tcp.TlsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Targets that are running already, at an `http:` or `https:` URL.
final class UrlTargets implements TargetProvider {

  private static final List<String> SCHEMES = List.of("http", "https");

  @Override
  public boolean handles(String address) {
    return address.matches("[A-Za-z][A-Za-z0-9+.-]*://.*");
  }

  @Override
  public Target open(String address, TargetOptions options) {
    URI url = parse(address);
    var claims = new LinkedHashMap<String, String>();
    claims.put("http1", "");
    Target found =
        at(
            address,
            url,
            options,
            claims,
            Map.of(),
            Map.of(),
            Optional.empty(),
            options.upstreamPort().map(UrlTargets::upstream));
    try {
      SelfDescription said = SelfDescription.of(found);
      claims.putAll(said.claims());
      options.claims().forEach(claim -> Claims.add(claims, claim));
      return found.promising(claims, said.limits());
    } catch (InputException e) {
      found.close();
      throw e;
    }
  }

  /// A target at a URL, however it came to be there.
  static Target at(
      String name,
      URI url,
      TargetOptions options,
      Map<String, String> claims,
      Map<String, String> limits,
      Map<String, String> endpoints,
      Optional<Lifecycle> lifecycle,
      Optional<UpstreamServer> upstream) {
    options.headers().forEach(UrlTargets::requireHeader);
    Safety usual = lifecycle.isPresent() ? Safety.LAB : byAddress(url.getHost());
    return new Target(
        name,
        withPath(url, options.path()),
        options.host().orElseGet(() -> authority(url)),
        options.headers(),
        claims,
        limits,
        endpoints,
        options.allow().orElse(usual),
        url.getScheme().equals("https") ? Optional.of(tls(url, options)) : Optional.empty(),
        lifecycle,
        upstream);
  }

  private static UpstreamServer upstream(int port) {
    try {
      return UpstreamServer.start(port);
    } catch (UncheckedIOException e) {
      throw new InputException(e.getMessage() + "; choose another with --upstream-port");
    }
  }

  private static URI parse(String address) {
    URI url;
    try {
      url = new URI(address);
    } catch (URISyntaxException e) {
      throw new InputException(
          "“" + address + "” is no URL: " + e.getReason() + "; write http://HOST:PORT/PATH");
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw new InputException(
          "cannot speak “"
              + scheme
              + "” yet"
              + DidYouMean.hint(scheme, SCHEMES)
              + "; a target is http://… or https://…, a directory, or reference:SLUG");
    }
    if (url.getHost() == null) {
      throw new InputException("“" + address + "” names no host; write http://HOST:PORT/PATH");
    }
    if (url.getPort() > 65_535 || url.getPort() == 0) {
      throw new InputException("“" + address + "” has a port outside 1 to 65535");
    }
    return url;
  }

  private static URI withPath(URI url, Optional<String> path) {
    if (path.isEmpty()) {
      return url;
    }
    if (!path.get().startsWith("/")) {
      throw new InputException("--path begins with “/”, not “" + path.get() + "”");
    }
    return URI.create(url.getScheme() + "://" + url.getRawAuthority() + path.get());
  }

  private static String authority(URI url) {
    String host = url.getHost();
    boolean usualPort =
        url.getPort() < 0
            || (url.getScheme().equals("http") && url.getPort() == 80)
            || (url.getScheme().equals("https") && url.getPort() == 443);
    return usualPort ? host : host + ":" + url.getPort();
  }

  private static void requireHeader(String line) {
    if (!line.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:.*")) {
      throw new InputException("--header is 'Name: value', not “" + line + "”");
    }
  }

  private static Safety byAddress(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      boolean loopback =
          Stream.of(InetAddress.getAllByName(bare)).allMatch(InetAddress::isLoopbackAddress);
      return loopback ? Safety.LOAD : Safety.POLITE;
    } catch (UnknownHostException _) {
      throw new TargetUnusable("there is no host called “" + bare + "”; is the name right?");
    }
  }

  private static TlsClient tls(URI url, TargetOptions options) {
    String host = url.getHost();
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      if (options.insecure()) {
        return TlsClient.insecure(name);
      }
      if (options.ca().isPresent()) {
        return TlsClient.trusting(name, options.ca().get());
      }
      return TlsClient.trusting(name);
    } catch (IOException | GeneralSecurityException e) {
      String file = options.ca().map(Path::toString).orElse("the certificates");
      throw new InputException("cannot use " + file + ": " + e.getMessage());
    }
  }
}
