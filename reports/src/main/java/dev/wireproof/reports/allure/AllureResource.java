package dev.wireproof.reports.allure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Files of ours that go into Allure's folders.
final class AllureResource {

  private AllureResource() {}

  static String text(String name) throws IOException {
    try (InputStream in = AllureResource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the resource " + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
