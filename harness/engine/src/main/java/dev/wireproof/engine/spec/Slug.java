package dev.wireproof.engine.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A protocol or pattern, by the one name that it has everywhere: topic, claim, prefix of ids,
/// argument of `serve`, folder.
public enum Slug {
  HTTP1("HTTP/1.1"),
  HTTP2("HTTP/2"),
  HPACK("HPACK"),
  WEBSOCKET("WebSocket"),
  TLS("TLS"),
  QUIC("QUIC"),
  HTTP3("HTTP/3"),
  GRPC("gRPC"),
  WEBRTC("WebRTC"),
  TCP("TCP"),
  UDP("UDP"),
  IP("IP"),
  REQUEST_RESPONSE("Request-response"),
  SYNC_ASYNC("Synchronous and asynchronous"),
  POLLING("Polling"),
  LONG_POLLING("Long polling"),
  SERVER_SENT_EVENTS("Server-sent events"),
  PUSH("Push"),
  PUBLISH_SUBSCRIBE("Publish-subscribe"),
  IDEMPOTENCY("Idempotency"),
  STATEFUL_STATELESS("Stateful and stateless"),
  STATEFUL("Stateful"),
  STATELESS("Stateless"),
  CHAT_STREAM("Chat stream"),
  PROXY("Proxy"),
  REVERSE_PROXY("Reverse proxy"),
  BALANCER_L4("Layer 4 balancer"),
  BALANCER_L7("Layer 7 balancer"),
  MULTIPLEXER("Multiplexer"),
  CONNECTION_POOL("Connection pool"),
  SIDECAR("Sidecar"),
  TCP_ECHO("TCP echo"),
  UDP_ECHO("UDP echo"),
  FRAMED_CHAT("Framed chat"),
  EXECUTION_PATTERN("Execution pattern"),
  NAGLE("Nagle's algorithm"),
  ACCEPT("Accepting connections");

  private final String title;

  Slug(String title) {
    this.title = title;
  }

  /// The name for people.
  public String title() {
    return title;
  }

  /// Such as `server-sent-events`.
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Slug> of(String slug) {
    return Arrays.stream(values()).filter(each -> each.slug().equals(slug)).findFirst();
  }
}
