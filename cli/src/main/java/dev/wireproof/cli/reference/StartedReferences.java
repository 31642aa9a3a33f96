package dev.wireproof.cli.reference;

import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.TargetProvider;
import dev.wireproof.engine.targets.Targets;
import dev.wireproof.engine.targets.file.TargetFile;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Main;
import dev.wireproof.reference.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Opens `started:SLUG[:FAULT,…]`, a reference server in a process of its own, which can be killed
/// and looked into as a student's server can. Found by the service loader.
public final class StartedReferences implements TargetProvider {

  public static final String SCHEME = "started";
  private static final int MOST_INSTANCES = 4;

  @Override
  public boolean handles(String address) {
    return address.startsWith(SCHEME + ":");
  }

  @Override
  public Target open(String address, TargetOptions options) {
    String[] parts = address.split(":", 3);
    Reference reference = ReferenceTargets.reference(parts[1]);
    Set<Fault> faults = parts.length > 2 ? ReferenceTargets.faults(reference, parts[2]) : Set.of();
    return open(address, reference, faults, options);
  }

  /// Starts a reference server with these faults.
  public static Target open(
      String name, Reference reference, Set<Fault> faults, TargetOptions options) {
    var described =
        new TargetFile(
            name,
            command(reference, faults),
            Optional.empty(),
            Protocols.usualReady(),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            ReferenceTargets.claims(reference, options),
            Map.of(),
            reference.limits(),
            MOST_INSTANCES,
            Optional.empty());
    return Targets.start(Path.of("."), described, options);
  }

  private static List<String> command(Reference reference, Set<Fault> faults) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(reference.slug(), "--brisk"));
    faults.forEach(fault -> command.addAll(List.of("--fault", fault.id())));
    return command;
  }
}
