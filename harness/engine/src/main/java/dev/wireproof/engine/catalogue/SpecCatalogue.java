package dev.wireproof.engine.catalogue;

import dev.wireproof.engine.spec.Slug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Every spec there is: the annotated methods of all classes named `…Spec` under one package, found
/// on the class path, so that adding a spec registers it.
public final class SpecCatalogue {

  /// The package under which the specs live.
  public static final String ROOT = "dev.wireproof.specs";

  private final Map<String, SpecInfo> byId;
  private final Map<Method, SpecInfo> byMethod;

  private SpecCatalogue(Map<String, SpecInfo> byId) {
    this.byId = byId;
    this.byMethod = new LinkedHashMap<>();
    byId.values().forEach(spec -> byMethod.put(spec.method(), spec));
  }

  /// The specs of `root` and the packages below it.
  ///
  /// @throws IllegalStateException when there is none, two share an id, or one contradicts itself
  public static SpecCatalogue of(String root) {
    return of(classNames(root).stream().map(SpecCatalogue::load).toList());
  }

  /// The specs of these classes.
  ///
  /// @throws IllegalStateException when there is none, two share an id, or one contradicts itself
  public static SpecCatalogue of(Collection<Class<?>> classes) {
    var specs =
        classes.stream()
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .flatMap(method -> Declarations.read(method).stream())
            .sorted(
                Comparator.comparing((SpecInfo spec) -> spec.about().topic())
                    .thenComparing(SpecInfo::id))
            .toList();
    if (specs.isEmpty()) {
      throw new IllegalStateException("no specs on the class path");
    }
    var byId = new LinkedHashMap<String, SpecInfo>();
    for (SpecInfo spec : specs) {
      if (byId.put(spec.id(), spec) != null) {
        throw new IllegalStateException("two specs have the id " + spec.id());
      }
    }
    return new SpecCatalogue(byId);
  }

  public Collection<SpecInfo> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  public Optional<SpecInfo> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Optional<SpecInfo> find(Method method) {
    return Optional.ofNullable(byMethod.get(method));
  }

  /// The topics that have specs.
  public Set<Slug> topics() {
    var topics = new TreeSet<Slug>();
    all().forEach(spec -> topics.add(spec.about().topic()));
    return topics;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, SpecCatalogue.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " was found but cannot be loaded", e);
    }
  }

  private static List<String> classNames(String root) {
    String folder = root.replace('.', '/');
    var names = new ArrayList<String>();
    try {
      for (URL url : Collections.list(SpecCatalogue.class.getClassLoader().getResources(folder))) {
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
        .filter(name -> name.startsWith(folder + "/") && name.endsWith("Spec.class"))
        .map(SpecCatalogue::className)
        .toList();
  }

  private static List<String> inFolder(URL url, String folder) throws IOException {
    Path path = Path.of(uri(url));
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .map(file -> folder + "/" + path.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith("Spec.class"))
          .map(SpecCatalogue::className)
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
    return file.substring(0, file.length() - ".class".length()).replace('/', '.');
  }
}
