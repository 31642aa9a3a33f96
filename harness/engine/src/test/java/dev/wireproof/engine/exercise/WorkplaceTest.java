package dev.wireproof.engine.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wireproof.engine.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkplaceTest {

  @TempDir private Path temp = Path.of("");
  private Exercise exercise =
      new Exercise(temp, "", "", List.of(), List.of(), List.of(), List.of());

  @BeforeEach
  void anExercise() throws IOException {
    Path home = Files.createDirectories(temp.resolve("00-hello"));
    Files.createDirectories(home.resolve("starters/python/lib"));
    Files.writeString(home.resolve("starters/python/server.py"), "print()\n");
    Files.writeString(home.resolve("starters/python/lib/wire.py"), "\n");
    Files.writeString(home.resolve("README.md"), "# Hello\n[how](../CONTRACT.md#a)\n");
    Files.writeString(temp.resolve("CONTRACT.md"), "# Contract\n");
    Files.writeString(home.resolve("wireproof.yaml"), "name: hello\nstart: []\n");
    exercise = new Exercise(home, "hello", "Hello", List.of(), List.of(), List.of(), List.of());
  }

  @Test
  void aFolderHasAllThatItNeeds() throws IOException {
    Path folder = temp.resolve("mine");
    Scaffold.create(exercise, Language.of("python"), folder);
    assertThat(folder.resolve("lib/wire.py")).exists();
    assertThat(folder.resolve("README.md")).hasContent("# Hello\n[how](CONTRACT.md#a)\n");
    assertThat(folder.resolve("CONTRACT.md")).hasContent("# Contract\n");
    assertThat(Files.readString(folder.resolve("wireproof.yaml"))).contains("server.py");
  }

  @Test
  void aFolderThatCannotBeMadeWholeIsNotMade() throws IOException {
    Files.delete(exercise.folder().resolve("README.md"));
    Path folder = temp.resolve("mine");
    assertThatThrownBy(() -> Scaffold.create(exercise, Language.of("python"), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot write to " + folder);
    assertThat(folder).doesNotExist();
  }

  @Test
  void whatIsThereIsLeftAlone() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("mine"));
    Files.writeString(folder.resolve("essay.txt"), "x");
    assertThatThrownBy(() -> Scaffold.create(exercise, Language.of("python"), folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nothing is overwritten");
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries).containsExactly(folder.resolve("essay.txt"));
    }
  }
}
