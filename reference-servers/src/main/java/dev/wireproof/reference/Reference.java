package dev.wireproof.reference;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A kind of reference server: what it can get wrong on purpose, what it claims, how to start one.
///
/// @param slug the protocol or pattern it is the reference for
/// @param claims what a correct one holds, as slugs
/// @param limits its own promises, in the words of a target's description
/// @param starter opens one that is to be judged: it keeps `limits`
/// @param patient opens one for people, whose time-outs leave time to type
public record Reference(
    String slug,
    List<Fault> faults,
    Set<String> claims,
    Map<String, String> limits,
    Starter starter,
    Starter patient) {

  /// Opens a server in its environment with some faults switched on.
  @FunctionalInterface
  public interface Starter {
    ReferenceServer start(Environment environment, Set<Fault> faults) throws IOException;
  }

  /// A server that is the same for specs and for people.
  public Reference(
      String slug,
      List<Fault> faults,
      Set<String> claims,
      Map<String, String> limits,
      Starter starter) {
    this(slug, faults, claims, limits, starter, starter);
  }

  public Reference {
    faults = List.copyOf(faults);
    claims = Set.copyOf(claims);
    limits = Map.copyOf(limits);
  }

  /// The fault of that id, or nothing when this server has no such fault.
  public Optional<Fault> fault(String id) {
    return faults.stream().filter(fault -> fault.id().equals(id)).findFirst();
  }

  /// Starts a server on any free port of the loopback address.
  public ReferenceServer start(Set<Fault> faults) throws IOException {
    return start(Environment.onLoopback(), faults);
  }

  public ReferenceServer start(Environment environment, Set<Fault> faults) throws IOException {
    return starter.start(environment, faults);
  }

  /// Starts a server for people.
  public ReferenceServer serve(Environment environment, Set<Fault> faults) throws IOException {
    return patient.start(environment, faults);
  }
}
