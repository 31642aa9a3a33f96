package dev.wireproof.engine.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// The names of the classes below a package, read from the class path without loading any.
final class ClassNames {

  private static final String CLASS = ".class";

  private ClassNames() {}

  /// All of them, sorted, `package-info` included.
  static List<String> below(String root) {
    String folder = root.replace('.', '/');
    var names = new ArrayList<String>();
    try {
      for (URL url : Collections.list(ClassNames.class.getClassLoader().getResources(folder))) {
        names.addAll(url.getProtocol().equals("jar") ? inJar(url, folder) : inFolder(url, folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the specs", e);
    }
    return names.stream().distinct().sorted().toList();
  }

  private static List<String> inJar(URL url, String folder) throws IOException {
    var connection = (JarURLConnection) url.openConnection();
    return connection.getJarFile().stream()
        .map(entry -> entry.getName())
        .filter(name -> name.startsWith(folder + "/") && name.endsWith(CLASS))
        .map(ClassNames::className)
        .toList();
  }

  private static List<String> inFolder(URL url, String folder) throws IOException {
    Path path = Path.of(uri(url));
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .map(file -> folder + "/" + path.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(CLASS))
          .map(ClassNames::className)
          .toList();
    }
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException("unreadable class path entry " + url, e);
    }
  }

  private static String className(String file) {
    return file.substring(0, file.length() - CLASS.length()).replace('/', '.');
  }
}
