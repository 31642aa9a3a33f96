package dev.wireproof.engine.targets;

import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.protocol.Scheme;
import dev.wireproof.engine.sut.Backend;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.Target.Promises;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Targets that are running already, at a URL whose scheme a protocol answers for.
final class UrlTargets implements TargetProvider {

  @Override
  public boolean handles(String address) {
    return address.matches("[A-Za-z][A-Za-z0-9+.-]*://.*");
  }

  @Override
  public Target open(String address, TargetOptions options) {
    URI url = parse(address);
    var claims = new LinkedHashMap<String, String>();
    scheme(url).topics().forEach(topic -> claims.put(topic, ""));
    Target found =
        OpenTarget.at(
            address,
            url,
            options,
            new Promises(claims, Map.of(), Map.of()),
            Optional.empty(),
            OpenTarget.backends(options, false));
    try {
      SelfDescription said = SelfDescription.of(found);
      var declared = new LinkedHashMap<>(said.claims());
      options.claims().forEach(claim -> Claims.add(declared, claim));
      var implied = new HashSet<>(claims.keySet());
      implied.removeAll(declared.keySet());
      claims.putAll(declared);
      return found.promising(new Promises(claims, implied, said.limits(), Map.of()));
    } catch (InputException e) {
      found.close();
      throw e;
    }
  }

  /// A target whose own file names its URL.
  static Target described(String name, String url, TargetOptions options, Promises promises) {
    List<Backend> backends = OpenTarget.backends(options, false);
    return OpenTarget.at(name, URI.create(url), options, promises, Optional.empty(), backends);
  }

  private static Scheme scheme(URI url) {
    return Objects.requireNonNull(
        Protocols.schemes().get(url.getScheme().toLowerCase(Locale.ROOT)), "parsed");
  }

  private static URI parse(String address) {
    URI url;
    try {
      url = new URI(address);
    } catch (URISyntaxException e) {
      throw new InputException(
          "“" + address + "” is no URL: " + e.getReason() + "; write " + example());
    }
    Map<String, Scheme> known = Protocols.schemes();
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    if (!known.containsKey(scheme)) {
      throw new InputException(
          "cannot speak “"
              + scheme
              + "” yet"
              + DidYouMean.hint(scheme, known.keySet())
              + "; a target is "
              + known.keySet().stream()
                  .map(each -> each + "://…")
                  .collect(Collectors.joining(" or "))
              + ", a directory, or reference:TOPIC");
    }
    if (url.getHost() == null) {
      throw new InputException("“" + address + "” names no host; write " + example());
    }
    if (url.getPort() > 65_535 || url.getPort() == 0) {
      throw new InputException("“" + address + "” has a port outside 1 to 65535");
    }
    return url;
  }

  private static String example() {
    return Protocols.schemes().keySet().iterator().next() + "://HOST:PORT/PATH";
  }
}
