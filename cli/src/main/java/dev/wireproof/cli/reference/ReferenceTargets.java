package dev.wireproof.cli.reference;

import dev.wireproof.engine.catalogue.Topics;
import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.sut.Backend;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.Target.Promises;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.Claims;
import dev.wireproof.engine.targets.OpenTarget;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.TargetProvider;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.References;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Opens `reference:SLUG[:FAULT,…]`, a reference server in this JVM. Found by the service loader.
public final class ReferenceTargets implements TargetProvider {

  public static final String SCHEME = "reference";

  @Override
  public boolean handles(String address) {
    return address.equals(SCHEME) || address.startsWith(SCHEME + ":");
  }

  @Override
  public Target open(String address, TargetOptions options) {
    String[] parts = address.split(":", 3);
    Reference reference = reference(parts.length > 1 ? parts[1] : "");
    Set<Fault> faults = parts.length > 2 ? faults(reference, parts[2]) : Set.of();
    return open(address, reference, faults, options);
  }

  /// Starts a reference server with these faults.
  public static Target open(
      String name, Reference reference, Set<Fault> faults, TargetOptions options) {
    List<Backend> backends = OpenTarget.backends(options, true);
    Map<String, String> claims = claims(reference, options);
    try {
      EmbeddedServer server = EmbeddedServer.start(reference, faults, options, backends);
      return OpenTarget.at(
          name,
          OpenTarget.address(server, OpenTarget.schemeOf(List.of(reference.slug()))),
          options,
          new Promises(claims, reference.limits(), Map.of()),
          Optional.of(server),
          backends);
    } catch (TargetUnusable | InputException e) {
      backends.forEach(Backend::close);
      throw e;
    }
  }

  public static Map<String, String> claims(Reference reference, TargetOptions options) {
    var claims = new LinkedHashMap<String, String>();
    claims.put(Topics.of(reference.slug()).orElseThrow().name(), "");
    reference.claims().forEach(claim -> Claims.add(claims, claim));
    options.claims().forEach(claim -> Claims.add(claims, claim));
    return claims;
  }

  /// The reference server of that name.
  ///
  /// @throws InputException when there is none
  public static Reference reference(String slug) {
    List<String> known = References.all().stream().map(Reference::slug).toList();
    return References.find(slug)
        .orElseThrow(() ->
            new InputException(
                "there is no reference server “"
                    + slug
                    + "”"
                    + DidYouMean.hint(slug, known)
                    + "; there are "
                    + String.join(", ", known)));
  }

  /// The faults of a reference server, named with commas between.
  ///
  /// @throws InputException when the server has no fault of that name
  public static Set<Fault> faults(Reference reference, String names) {
    List<String> known = reference.faults().stream().map(Fault::id).toList();
    var faults = new LinkedHashSet<Fault>();
    for (String name : Arrays.stream(names.split(",")).filter(each -> !each.isBlank()).toList()) {
      faults.add(
          reference
              .fault(name)
              .orElseThrow(() ->
                  new InputException(
                      "the "
                          + reference.slug()
                          + " reference server has no fault “"
                          + name
                          + "”"
                          + DidYouMean.hint(name, known)
                          + "; wireproof faults "
                          + reference.slug()
                          + " lists them")));
    }
    return faults;
  }
}
