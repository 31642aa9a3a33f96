package dev.wireproof.engine.catalogue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/// Files that any jar of the class path may bring.
final class Resources {

  private Resources() {}

  /// The files of that name, one for each jar that has one.
  static List<Properties> properties(String name) {
    var all = new ArrayList<Properties>();
    try {
      for (URL file : Collections.list(Resources.class.getClassLoader().getResources(name))) {
        var properties = new Properties();
        try (var in = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
          properties.load(in);
        }
        all.add(properties);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
    return all;
  }
}
