package dev.wireproof.verification.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What Java sources say, in a few characters. Neither the ends of lines nor the order in which a
/// file system lists files makes a difference.
final class SourceDigest {

  private static final int SHOWN_OCTETS = 8;
  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?(dev\\.wireproof\\.[a-z0-9.]+)\\.[A-Z]", Pattern.MULTILINE);

  private SourceDigest() {}

  /// Of all sources below a folder.
  static String below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return of(folder, files.filter(SourceDigest::isMainSource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMainSource(Path file) {
    return file.toString().endsWith(".java") && slashed(file).contains("/src/main/java/");
  }

  /// Of some packages below a source root and of those below it that they import from, and so on.
  static String ofPackages(Path root, Set<String> packages) {
    return of(root, withImported(root, packages).stream().flatMap(name -> sources(root, name)));
  }

  private static Set<String> withImported(Path root, Set<String> packages) {
    var found = new TreeSet<String>();
    var open = new ArrayDeque<>(packages);
    while (!open.isEmpty()) {
      String next = open.remove();
      if (found.add(next)) {
        sources(root, next)
            .flatMap(file -> IMPORT.matcher(read(file)).results())
            .map(match -> match.group(1))
            .filter(name -> Files.isDirectory(folder(root, name)))
            .forEach(open::add);
      }
    }
    return found;
  }

  private static Stream<Path> sources(Path root, String name) {
    try (Stream<Path> files = Files.list(folder(root, name))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(Path root, String name) {
    return root.resolve(name.replace('.', '/'));
  }

  private static String of(Path root, Stream<Path> files) {
    Map<String, String> texts = new TreeMap<>();
    files.forEach(file -> texts.put(slashed(root.relativize(file)), read(file)));
    MessageDigest digest = sha256();
    texts.forEach((name, text) ->
        digest.update((name + "\0" + text + "\0").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest(), 0, SHOWN_OCTETS);
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
