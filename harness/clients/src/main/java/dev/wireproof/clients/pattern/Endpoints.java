package dev.wireproof.clients.pattern;

import dev.wireproof.engine.sut.Target;

/// Where a target has the endpoints of the contract: below its own path, and where its description
/// moves one (`endpoints: {rooms: /api/rooms}`).
final class Endpoints {

  private Endpoints() {}

  static String resolve(Target target, String path) {
    String[] parts = path.substring(1).split("(?=[/?])", 2);
    String moved = target.endpoints().get(parts[0]);
    if (moved != null && moved.startsWith("/")) {
      return moved + (parts.length > 1 ? parts[1] : "");
    }
    String base =
        target.path().endsWith("/")
            ? target.path().substring(0, target.path().length() - 1)
            : target.path();
    return path.equals("/") ? path : base + path;
  }
}
