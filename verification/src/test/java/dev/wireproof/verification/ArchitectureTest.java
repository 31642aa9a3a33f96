package dev.wireproof.verification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.wireproof.engine.spec.LevelOf;
import dev.wireproof.engine.sut.Randomness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The arrows of the house point one way, and nobody waits without an event.
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // builds other than Maven's put tests into folders of another name
          .withImportOption(location -> !location.contains("test/dev/wireproof/"))
          .importPackages("dev.wireproof");

  private static final String WIRE = "dev.wireproof.wire..";
  private static final String ENGINE = "dev.wireproof.engine..";
  private static final String CLIENTS = "dev.wireproof.clients..";
  private static final String SPECS = "dev.wireproof.specs..";
  private static final String REFERENCE = "dev.wireproof.reference..";
  private static final String REPORTS = "dev.wireproof.reports..";
  private static final String CLI = "dev.wireproof.cli..";

  @Test
  void thereIsSomethingToCheck() {
    assertThat(CLASSES).hasSizeGreaterThan(150);
    for (String room :
        new String[] {"wire", "engine", "clients", "specs", "reference", "reports", "cli"}) {
      assertThat(
              CLASSES.stream()
                  .filter(each -> each.getPackageName().startsWith("dev.wireproof." + room)))
          .as(room)
          .isNotEmpty();
    }
  }

  /// From the ground up: each room may use those before it, unless it says less.
  @Test
  void arrowsPointDown() {
    none(WIRE)
        .mayUse("org.junit..", ENGINE, CLIENTS, SPECS, REFERENCE, REPORTS, CLI)
        .because("codecs and connections serve specs and reference servers alike")
        .check(CLASSES);
    none(ENGINE)
        .mayUse(CLIENTS, SPECS, REFERENCE, REPORTS, CLI)
        .because("a spec, a protocol, a server or a report must not touch the engine")
        .check(CLASSES);
    none(CLIENTS)
        .mayUse(SPECS, REFERENCE, REPORTS, CLI)
        .because("a client serves any spec")
        .check(CLASSES);
    none(SPECS).mayUse(REFERENCE, REPORTS, CLI).because("a spec judges any server").check(CLASSES);
    none(REFERENCE)
        .mayUse(SPECS, ENGINE, CLIENTS, REPORTS, CLI, "dev.wireproof.wire.http1..")
        .because("a server that shares the harness's codec would share its mistakes")
        .check(CLASSES);
    none(REPORTS)
        .mayUse(SPECS, REFERENCE, CLI)
        .because("a report can be made anew from the results on disk")
        .check(CLASSES);
  }

  @Test
  void engineReportsAndCommandNameNoProtocol() {
    for (String room : List.of(ENGINE, REPORTS, CLI)) {
      none(room)
          .mayUse(
              CLIENTS,
              "dev.wireproof.wire.http1..",
              "dev.wireproof.wire.tcp..",
              "dev.wireproof.wire.sse..")
          .because("a protocol is a room that registers itself")
          .check(CLASSES);
    }
  }

  @Test
  void onlyTheNetworkOpensSocketsAndStartsProcesses() {
    noClasses()
        .that()
        .resideInAnyPackage(WIRE, ENGINE, CLIENTS, SPECS)
        .and()
        .resideOutsideOfPackage("dev.wireproof.wire.net..")
        .should(openTheWorld())
        .because("a run is to be moved into another network as a whole")
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> openTheWorld() {
    var sockets =
        List.of(Socket.class, ServerSocket.class, DatagramSocket.class).stream()
            .map(Class::getName)
            .toList();
    return new ArchCondition<>("make sockets or start processes") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getConstructorCallsFromSelf().stream()
            .filter(call -> sockets.contains(call.getTargetOwner().getName()))
            .forEach(call -> events.add(satisfied(item, call.getDescription())));
        item.getMethodCallsFromSelf().stream()
            .filter(call ->
                (call.getTargetOwner().isEquivalentTo(ProcessBuilder.class)
                        && call.getName().equals("start"))
                    || (call.getTargetOwner().getName().startsWith("java.nio.channels.")
                        && call.getName().equals("open")
                        && call.getTargetOwner().getName().matches(".*(Socket|Datagram).*")))
            .forEach(call -> events.add(satisfied(item, call.getDescription())));
      }
    };
  }

  @Test
  void randomValuesComeFromTheSeed() {
    noClasses()
        .that()
        .resideInAnyPackage(WIRE, ENGINE, CLIENTS, SPECS)
        .and()
        .doNotHaveFullyQualifiedName(Randomness.class.getName())
        .should(drawLots())
        .because("a run is repeated by its seed")
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> drawLots() {
    var sources =
        Set.of(
            Random.class.getName(),
            SplittableRandom.class.getName(),
            "java.util.concurrent.ThreadLocalRandom");
    return new ArchCondition<>("make random values") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        item.getAccessesFromSelf().stream()
            .filter(access ->
                sources.contains(access.getTargetOwner().getName())
                    || access.getName().equals("randomUUID")
                    || (access.getTargetOwner().isEquivalentTo(Math.class)
                        && access.getName().equals("random")))
            .forEach(access -> events.add(satisfied(item, access.getDescription())));
      }
    };
  }

  private static ConditionEvent satisfied(JavaClass item, String description) {
    return SimpleConditionEvent.satisfied(item, description);
  }

  private record Room(String name) {

    ArchRule mayUse(String... others) {
      return noClasses()
          .that()
          .resideInAPackage(name)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others);
    }
  }

  private static Room none(String room) {
    return new Room(room);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(TimeUnit.class, "sleep", long.class)
        .because("waits end with an event or a deadline")
        .check(CLASSES);
  }

  @Test
  void onlyMainsUseStandardStreams() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Main")
        .and()
        .haveSimpleNameNotEndingWith("Http1Server")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("what a command prints goes through its own writer")
        .check(CLASSES);
  }

  @Test
  void specsAreFoundByTheirName() {
    methods()
        .that()
        .areMetaAnnotatedWith(LevelOf.class)
        .should()
        .beDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Spec")
        .because("the catalogue looks for classes of that name")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    for (String rooms :
        List.of(
            "dev.wireproof.(*)..",
            "dev.wireproof.wire.(*)..",
            "dev.wireproof.engine.(*)..",
            "dev.wireproof.clients.(*)..",
            "dev.wireproof.reference.http1.(*)..",
            "dev.wireproof.reports.(*)..",
            "dev.wireproof.cli.(*)..")) {
      SlicesRuleDefinition.slices().matching(rooms).should().beFreeOfCycles().check(CLASSES);
    }
  }

  private static final int MOST_CLASSES = 40;
  private static final int MOST_LINES = 300;

  @Test
  void packagesAndFilesStaySmall() throws IOException {
    for (String module :
        List.of("harness/wire", "harness/engine", "harness/clients", "reports", "cli")) {
      assertThat(files(module).filter(file -> lines(file) > MOST_LINES))
          .as("files of more than " + MOST_LINES + " lines in " + module)
          .isEmpty();
    }
    for (String module :
        List.of(
            "harness/wire",
            "harness/engine",
            "harness/clients",
            "specs",
            "reference-servers",
            "reports",
            "cli")) {
      Map<Path, Long> packages =
          files(module)
              .filter(file -> !file.endsWith("package-info.java"))
              .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
      assertThat(packages)
          .as("packages of more than " + MOST_CLASSES + " classes in " + module)
          .isNotEmpty()
          .allSatisfy((folder, classes) -> assertThat(classes).isLessThanOrEqualTo(MOST_CLASSES));
    }
  }

  private static Stream<Path> files(String module) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("..", module, "src", "main", "java"))) {
      return all.filter(file -> file.toString().endsWith(".java")).toList().stream();
    }
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
