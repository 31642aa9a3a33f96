package dev.wireproof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `bin/wireproof` is started as people start it: without HOME, through links, from a folder with
/// blanks, on a tree that belongs to somebody else, twice at once.
@Timeout(180)
class LaunchScriptTest {

  private static final Path SCRIPT = Path.of("..", "bin", "wireproof");
  private static final List<String> ONE_SPEC =
      List.of("run", "-t", "reference:tcp-echo", "tcp-echo.line.echoed");
  private static final String POM =
      "<project><modules>\n<module>one</module>\n<module>inner/two</module>\n</modules></project>";

  @TempDir private static Path installed = Path.of("");
  @TempDir private Path base = Path.of("");
  private Path tree = Path.of("");

  /// The class path of this test, as jars.
  @BeforeAll
  static void makeLibraries() throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path) && Files.exists(path.resolve("dev"))) {
        String name = path.toString().replaceAll("\\W+", "-") + ".jar";
        jar(path, installed.resolve(name));
      } else if (Files.isRegularFile(path)) {
        Files.copy(path, installed.resolve(path.getFileName()));
      }
    }
  }

  private static void jar(Path folder, Path file) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(file));
        Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(path -> !path.equals(folder)).toList()) {
        boolean holdsMore = Files.isDirectory(each);
        out.putNextEntry(new JarEntry(folder.relativize(each) + (holdsMore ? "/" : "")));
        if (!holdsMore) {
          Files.copy(each, out);
        }
      }
    }
  }

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectories(base.resolve("a tree of one's own"));
    Files.createDirectory(tree.resolve("bin"));
    Files.copy(SCRIPT, tree.resolve("bin/wireproof"));
    allow(tree.resolve("bin/wireproof"), "rwxr-xr-x");
  }

  @AfterEach
  void allowDeletion() throws IOException {
    allowEverywhere("rwxr-xr-x");
  }

  @Test
  void aTreeOfSomebodyElseIsUsedWithoutHomeAndWithoutFiles() throws Exception {
    release();
    Said said = saidBySomebodyElse(ONE_SPEC, Map.of());
    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.out()).contains("1 passed, 0 failed").doesNotContain("Reports:");
    assertThat(said.err().lines())
        .singleElement()
        .asString()
        .startsWith("wireproof: no reports, for wireproof-report cannot be written here");
  }

  @Test
  void reportsGoWhereTheyAreAskedTo() throws Exception {
    release();
    Path open = openFolder();
    Said said = saidBySomebodyElse(with(ONE_SPEC, "--out", open + "/reports"), Map.of());
    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.err()).isEmpty();
    assertThat(open.resolve("reports/matrix.html")).exists();
  }

  @Test
  void aFolderThatWasAskedForAndCannotBeWrittenIsBadInput() throws Exception {
    release();
    Said said = saidBySomebodyElse(with(ONE_SPEC, "--out", tree + "/reports"), Map.of());
    assertThat(said.code()).as(said.toString()).isEqualTo(2);
    assertThat(said.err()).contains(tree + "/reports: permission denied").contains("--out");
  }

  @Test
  void linksLeadToTheTree() throws Exception {
    release();
    Files.createSymbolicLink(base.resolve("absolute"), tree.resolve("bin/wireproof"));
    Files.createSymbolicLink(tree.resolve("relative"), Path.of("../absolute"));
    Said said = saidBySomebodyElse(tree.resolve("relative"), List.of("--version"), Map.of());
    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.out()).startsWith("wireproof ");
  }

  @Test
  void theCacheOfATreeOfSomebodyElseStandsInOnesOwnFolder() throws Exception {
    release();
    Path own = openFolder();
    Path cache = own.resolve("wireproof");
    Said said =
        saidBySomebodyElse(
            Path.of("/bin/sh"),
            List.of("-c", "\"$0\" --version | cat", tree + "/bin/wireproof"),
            Map.of("XDG_CACHE_HOME", own.toString()));
    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.err()).isEmpty();
    // whoever reads its output did not wait for the cache
    assertThat(names(cache)).singleElement().asString().endsWith(".training");
    await()
        .atMost(Duration.ofSeconds(150))
        .untilAsserted(() -> assertThat(names(cache)).singleElement().asString().endsWith(".aot"));
  }

  @Test
  void whatIsNotBuiltAndCannotBeIsToldWithTheRemedy() throws Exception {
    Files.writeString(tree.resolve("pom.xml"), POM);
    Said said = saidBySomebodyElse(List.of("--version"), Map.of());
    assertThat(said.code()).as(said.toString()).isEqualTo(3);
    assertThat(said.err())
        .contains("not built yet")
        .contains("cannot be written")
        .contains("as a user who may");
  }

  @Test
  void anOlderBuildIsUsedWhereNoNewOneCanBeMade() throws Exception {
    Path home = Files.createDirectories(tree.resolve("dist/target/use/wireproof"));
    copyLibraries(home.resolve("lib"));
    Files.setLastModifiedTime(Files.createFile(home.resolve(".built")), FileTime.fromMillis(0));
    Files.createDirectories(tree.resolve("inner/two/src/main"));
    Files.writeString(tree.resolve("pom.xml"), POM);
    Said said = saidBySomebodyElse(List.of("--version"), Map.of());
    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.err()).contains("the sources changed").contains("cannot be written");
    assertThat(said.out()).startsWith("wireproof ");
  }

  @Test
  void twoAtOnceBuildOnceAndTellHowFarItIs() throws Exception {
    Files.writeString(tree.resolve("pom.xml"), POM);
    Map<String, String> environment =
        maven(
            """
            echo built >> "$TREE/builds"
            echo '[INFO] Building Wireproof · wire 0.1.0-SNAPSHOT     [1/2]'
            for each; do case $each in -Dwireproof.home=*) home=${each#*=} ;; esac; done
            mkdir -p "$home" && cp -R "$LIBRARIES" "$home/lib"
            """);
    List<String> command = List.of(tree.resolve("bin/wireproof").toString(), "--version");
    Process one = start(command, environment, "one");
    Process other = start(command, environment, "other");
    Said first = said(one, "one");
    Said second = said(other, "other");
    assertThat(first.code()).as(first.toString()).isZero();
    assertThat(second.code()).as(second.toString()).isZero();
    assertThat(tree.resolve("builds")).hasContent("built");
    assertThat(first.err() + second.err())
        .containsOnlyOnce("module 1 of 2, wire")
        .containsOnlyOnce("start-up cache")
        .containsOnlyOnce("ready after");
    assertThat(names(tree.resolve("dist/target/use/wireproof")))
        .anyMatch(name -> name.endsWith(".aot"))
        .contains(".built", "lib");
  }

  @Test
  void aBuildThatFailsShowsItsLog() throws Exception {
    Files.writeString(tree.resolve("pom.xml"), POM);
    Map<String, String> environment = maven("echo 'no such symbol'; exit 1\n");
    Said said =
        said(
            start(
                List.of(tree.resolve("bin/wireproof").toString(), "--version"), environment, "it"),
            "it");
    assertThat(said.code()).as(said.toString()).isEqualTo(3);
    assertThat(said.err()).contains("no such symbol").contains("the build failed");
  }

  /// Makes the tree an unpacked release.
  private void release() throws IOException {
    copyLibraries(tree.resolve("lib"));
  }

  private static void copyLibraries(Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> all = Files.list(installed)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(each.getFileName()));
      }
    }
  }

  /// A folder where everybody may write.
  private Path openFolder() throws IOException {
    Path open = Files.createDirectory(base.resolve("open"));
    allow(open, "rwxrwxrwx");
    return open;
  }

  /// Puts a Maven that does this on the path.
  private Map<String, String> maven(String script) throws IOException {
    Path folder = Files.createDirectory(base.resolve("tools"));
    Files.writeString(folder.resolve("mvn"), "#!/bin/sh\n" + script);
    allow(folder.resolve("mvn"), "rwxr-xr-x");
    return Map.of(
        "PATH",
        folder + File.pathSeparator + System.getenv("PATH"),
        "TREE",
        tree.toString(),
        "LIBRARIES",
        installed.toString());
  }

  private Said saidBySomebodyElse(List<String> args, Map<String, String> environment)
      throws Exception {
    return saidBySomebodyElse(tree.resolve("bin/wireproof"), args, environment);
  }

  /// Runs it as a user who may write nowhere but in the open folder.
  private Said saidBySomebodyElse(Path script, List<String> args, Map<String, String> environment)
      throws Exception {
    Path open = base.resolve("open");
    allowEverywhere("r-xr-xr-x");
    if (Files.exists(open)) {
      allow(open, "rwxrwxrwx");
    }
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    command.add(script.toString());
    command.addAll(args);
    return said(start(command, environment, "it"), "it");
  }

  private Process start(List<String> command, Map<String, String> environment, String name)
      throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(base.toFile())
            .redirectOutput(installed.resolve(name + ".out").toFile())
            .redirectError(installed.resolve(name + ".err").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("WIREPROOF_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Said said(Process process, String name) throws Exception {
    int code = process.waitFor();
    return new Said(
        code,
        Files.readString(installed.resolve(name + ".out"), UTF_8),
        Files.readString(installed.resolve(name + ".err"), UTF_8));
  }

  private static List<String> with(List<String> args, String... more) {
    return Stream.concat(args.stream(), Stream.of(more)).toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(each -> each.getFileName().toString()).toList();
    }
  }

  private void allowEverywhere(String permissions) throws IOException {
    allow(base, "rwxr-xr-x");
    Files.walkFileTree(
        base,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            allow(folder, "rwxr-xr-x");
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!attributes.isSymbolicLink()) {
              allow(file, permissions);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
              throws IOException {
            allow(folder, permissions);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
