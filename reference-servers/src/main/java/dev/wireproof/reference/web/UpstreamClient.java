package dev.wireproof.reference.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/// Calls the upstream server. It waits as long as that takes, and sends each call once.
public final class UpstreamClient implements AutoCloseable {

  private final Optional<URI> base;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// @param base what UPSTREAM says; without it every call fails
  public UpstreamClient(Optional<URI> base) {
    this.base = base;
  }

  /// Asks for a path, with its query.
  ///
  /// @throws IOException when there is no response
  /// @throws InterruptedException when the server closes meanwhile
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody());
  }

  /// Posts a JSON text.
  ///
  /// @param fields names and values by turns
  /// @throws IOException when there is no response
  /// @throws InterruptedException when the server closes meanwhile
  public HttpResponse<String> post(String path, String json, String... fields)
      throws IOException, InterruptedException {
    return send("POST", path, BodyPublishers.ofString(json), fields);
  }

  /// Posts a JSON text, and reads the response as it comes. Closing its body ends the call, and so
  /// does an interrupt while it is waited for.
  ///
  /// @throws IOException when there is no response
  /// @throws InterruptedException when the server closes meanwhile, or the client leaves
  public HttpResponse<InputStream> postForStream(String path, byte[] json)
      throws IOException, InterruptedException {
    return http.send(
        request("POST", path, BodyPublishers.ofByteArray(json)), BodyHandlers.ofInputStream());
  }

  private HttpResponse<String> send(
      String method, String path, BodyPublisher body, String... fields)
      throws IOException, InterruptedException {
    return http.send(request(method, path, body, fields), BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path, BodyPublisher body, String... fields)
      throws IOException {
    URI upstream = base.orElseThrow(() -> new IOException("there is no UPSTREAM"));
    var request =
        HttpRequest.newBuilder(URI.create(upstream + path))
            .method(method, body)
            .header("Content-Type", "application/json");
    if (fields.length > 0) {
      request.headers(fields);
    }
    return request.build();
  }

  /// Gives up all calls.
  @Override
  public void close() {
    http.shutdownNow();
  }
}
