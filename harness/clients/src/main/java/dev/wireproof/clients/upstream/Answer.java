package dev.wireproof.clients.upstream;

import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Octets;
import java.util.List;

/// What the upstream says to a call.
///
/// @param fields lines such as `Content-Type: application/json`
public record Answer(int status, List<String> fields, Octets body) {

  public Answer {
    fields = List.copyOf(fields);
  }

  public static Answer json(int status, String json) {
    return new Answer(status, List.of("Content-Type: application/json"), Octets.utf8(json));
  }

  public static Answer text(int status, String text) {
    return new Answer(
        status, List.of("Content-Type: text/plain; charset=utf-8"), Octets.utf8(text));
  }

  Octets octets() {
    return head("Content-Length: " + body.size()).plus(body);
  }

  /// What it is, for people.
  Decoded decoded() {
    return Decoded.message(Integer.toString(status));
  }

  /// The head of an answer whose body is framed as `framing` says.
  Octets head(String framing) {
    var head = new StringBuilder("HTTP/1.1 " + status + " -\r\n");
    fields.forEach(line -> head.append(line).append("\r\n"));
    return Octets.latin1(head.append(framing).append("\r\n\r\n").toString());
  }
}
