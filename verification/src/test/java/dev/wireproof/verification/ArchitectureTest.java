package dev.wireproof.verification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.wireproof.engine.protocol.Topic;
import dev.wireproof.engine.spec.LevelOf;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The arrows of the house point one way, and nobody waits without an event.
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // builds other than Maven's put tests into folders of another name
          .withImportOption(location -> !location.contains("test/dev/wireproof/"))
          .importPackages("dev.wireproof");

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

  @Test
  void wireKnowsNothingOfTesting() {
    noClasses()
        .that()
        .resideInAPackage("dev.wireproof.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.junit..",
            "dev.wireproof.engine..",
            "dev.wireproof.reference..",
            "dev.wireproof.specs..")
        .because("clients and codecs serve specs and reference servers alike")
        .check(CLASSES);
  }

  @Test
  void engineKnowsNeitherSpecsNorServersNorReports() {
    noClasses()
        .that()
        .resideInAPackage("dev.wireproof.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.wireproof.specs..",
            "dev.wireproof.reference..",
            "dev.wireproof.reports..",
            "dev.wireproof.cli..")
        .because("adding a spec, a server or a report must not touch the engine")
        .check(CLASSES);
  }

  @Test
  void specsAndReferenceServersNeverMeet() {
    noClasses()
        .that()
        .resideInAPackage("dev.wireproof.specs..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.wireproof.reference..", "dev.wireproof.reports..", "dev.wireproof.cli..")
        .because("a spec judges any server")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.wireproof.reference..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.wireproof.specs..", "dev.wireproof.engine..", "dev.wireproof.wire.http1..")
        .because("a server that shares the harness's codec would share its mistakes")
        .check(CLASSES);
  }

  @Test
  void reportsKnowResultsAndNothingElse() {
    noClasses()
        .that()
        .resideInAPackage("dev.wireproof.reports..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.wireproof.specs..", "dev.wireproof.reference..", "dev.wireproof.cli..")
        .because("a report can be made anew from the results on disk")
        .check(CLASSES);
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
        .andShould()
        .beDeclaredInClassesThat()
        .areAnnotatedWith(Topic.class)
        .because("the catalogue looks for classes of that name")
        .check(CLASSES);
    classes()
        .that()
        .areAnnotatedWith(Topic.class)
        .should()
        .haveSimpleNameEndingWith("Spec")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching("dev.wireproof.engine.(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
    SlicesRuleDefinition.slices()
        .matching("dev.wireproof.(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }
}
