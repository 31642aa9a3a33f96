package dev.wireproof.reference.push;

import java.net.URI;

/// A subscriber's address to which the events of a room are sent.
final class Webhook {

  private final String id;
  private final URI url;
  private final String secret;
  private volatile boolean ended;

  Webhook(String id, URI url, String secret) {
    this.id = id;
    this.url = url;
    this.secret = secret;
  }

  String id() {
    return id;
  }

  URI url() {
    return url;
  }

  String secret() {
    return secret;
  }

  boolean isEnded() {
    return ended;
  }

  /// It gets nothing more.
  void end() {
    ended = true;
  }
}
