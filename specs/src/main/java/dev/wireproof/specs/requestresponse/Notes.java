package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import java.util.List;
import java.util.stream.Stream;

/// A client that keeps notes.
public final class Notes implements WireClient {

  /// A note that was posted.
  ///
  /// @param id as the server chose it
  record Kept(String id, String text) {
    String path() {
      return "/notes/" + id;
    }
  }

  private final Api api;

  public Notes(SpecContext context) {
    this.api = new Api(context);
  }

  Api api() {
    return api;
  }

  /// A text that no other note has.
  String text() {
    return api.fresh("text");
  }

  static String json(String text) {
    return Json.of("text", text);
  }

  Http1Request posting(String text) {
    return api.request("POST", "/notes", json(text));
  }

  Reply post(String text) {
    return api.send(posting(text));
  }

  /// A new note, as a step that the spec needs.
  Kept made() {
    return made(text());
  }

  Kept made(String text) {
    return new Kept(idOf(post(text).require(status(201))), text);
  }

  /// So many new notes, one after the other.
  List<Kept> made(int count) {
    return Stream.generate(this::made).limit(count).toList();
  }

  /// The id that an answer names; that it is a text is judged elsewhere.
  static String idOf(Reply reply) {
    return reply
        .expectJson()
        .find("id")
        .filter(id -> id.value() instanceof String)
        .map(Json::expectText)
        .orElseThrow(() -> VerdictException.inconclusive("the answer names no id: " + reply));
  }

  Reply get(Kept note) {
    return api.get(note.path());
  }

  /// The note as it is now, as a step that the spec needs.
  Reply shown(Kept note) {
    return get(note).require(status(200));
  }

  Reply put(Kept note, String text) {
    return api.put(note.path(), json(text));
  }

  /// A PUT under the condition that the note has this ETag.
  Http1Request puttingIf(Kept note, String etag, String text) {
    return api.request("PUT", note.path(), json(text)).with("If-Match", etag);
  }

  /// The ETag of a note, as a step that the spec needs.
  String etag(Kept note) {
    return shown(note)
        .expectResponse()
        .field("ETag")
        .orElseThrow(() -> VerdictException.inconclusive("the note has no ETag"));
  }

  /// The text that an answer shows is this one.
  ///
  /// @throws VerdictException when it is another
  static void has(Reply reply, String text, String expected) {
    String saw = reply.expectJson().expectText("text");
    if (!saw.equals(text)) {
      throw VerdictException.violates(
          expected + ", “" + visible(text) + "”", "“" + visible(saw) + "”");
    }
  }

  private static String visible(String text) {
    return text.length() <= 60
        ? Json.write(text)
        : Json.write(text.substring(0, 30)) + "… (" + text.length() + " code units)";
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
