package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.clients.pattern.JsonMember.json;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.util.List;
import java.util.stream.Stream;

/// A client that keeps notes. What each verb sends stands in the table of the package's page.
public final class Notes implements WireClient {

  private final Api api;

  public Notes(SpecContext context) {
    this.api = new Api(context);
  }

  Api api() {
    return api;
  }

  /// A text that no other note has.
  String newText() {
    return api.fresh("text");
  }

  List<String> newTexts(int count) {
    return Stream.generate(this::newText).limit(count).toList();
  }

  /// The path of a note that never was.
  String unknownPath() {
    return "/notes/" + api.fresh("none");
  }

  static String jsonOf(String text) {
    return Json.of("text", text);
  }

  Http1Request request(String method, String path) {
    return api.request(method, path);
  }

  Http1Request postRequest(String text) {
    return api.request("POST", "/notes", jsonOf(text));
  }

  Http1Request headRequest(Note note) {
    return api.request("HEAD", note.path());
  }

  Reply send(Http1Request request) {
    return api.send(request);
  }

  Reply postNote(String text) {
    return api.send(postRequest(text));
  }

  Reply postJson(String json) {
    return api.post("/notes", json);
  }

  Reply postAs(String mediaType, String json) {
    return api.send(api.request("POST", "/notes").with("Content-Type", mediaType).withBody(json));
  }

  Reply postOctets(Octets octets) {
    return api.send(
        api.request("POST", "/notes")
            .with("Content-Type", "application/json")
            .with("Content-Length", Integer.toString(octets.size()))
            .carrying(octets));
  }

  List<Reply> postAtOnce(List<String> texts) {
    return api.together(texts.stream().map(this::postRequest).toList());
  }

  Reply get(String path) {
    return api.get(path);
  }

  Reply getNote(Note note) {
    return api.get(note.path());
  }

  Reply putNote(Note note, String text) {
    return putJson(note, jsonOf(text));
  }

  Reply putJson(Note note, String json) {
    return api.put(note.path(), json);
  }

  private Http1Request putRequest(Note note, String etag, String text) {
    return api.request("PUT", note.path(), jsonOf(text)).with("If-Match", etag);
  }

  /// A PUT under the condition that the note has this ETag.
  Reply putIfMatch(Note note, String etag, String text) {
    return api.send(putRequest(note, etag, text));
  }

  List<Reply> putIfMatchAtOnce(Note note, String etag, int writers) {
    return api.together(
        newTexts(writers).stream().map(text -> putRequest(note, etag, text)).toList());
  }

  Reply deleteNote(Note note) {
    return api.delete(note.path());
  }

  /// Control: a new note.
  Note requirePosted() {
    return requirePosted(newText());
  }

  Note requirePosted(String text) {
    return new Note(idOf(postNote(text).require(status(201))), text);
  }

  /// Control: so many new notes, one after the other.
  List<Note> requirePosted(int count) {
    return Stream.generate(this::requirePosted).limit(count).toList();
  }

  /// Control: new notes that are posted at the same moment; the responses in the order of the
  /// texts.
  List<Reply> requirePostedAtOnce(List<String> texts) {
    List<Reply> replies = postAtOnce(texts);
    replies.forEach(reply -> reply.require(status(201)));
    return replies;
  }

  /// Control: the note as it is now.
  Reply requireGet(Note note) {
    return getNote(note).require(status(200));
  }

  /// Control: the ETag of the note as it is now.
  String requireEtag(Note note) {
    return requireGet(note).requireField("ETag");
  }

  void requirePut(Note note, String text) {
    putNote(note, text).require(status(200));
  }

  void requireDeleted(Note note) {
    deleteNote(note).require(status(204));
  }

  /// Control: what was sent on this connection has been read. It has by the time that another
  /// exchange is over.
  static void requireRead(Http1Wire wire) {
    wire.requireElsewhere(Http1Request.get("/"), success());
  }

  /// Control: an exchange that leaves its connection open.
  ///
  /// @throws VerdictException when the server closes it: the spec does not apply
  void requireKept(Http1Wire wire) {
    if (wire.requireServed(request("GET", "/")).announcesClose()) {
      throw VerdictException.notApplicable("this server keeps no connection open");
    }
  }

  /// The octets that a body may have, of a target that declares it.
  ///
  /// @throws VerdictException when it declares none, or more than the spec would send: the spec
  ///   does not apply
  int requireBodyLimit(int most) {
    return api.target()
        .numberLimit("body-limit")
        .filter(limit -> limit <= most)
        .map(Math::toIntExact)
        .orElseThrow(() ->
            VerdictException.notApplicable(
                "no body-limit is declared, or one above %d octets".formatted(most)));
  }

  /// The id that a response names; that it names one is judged by one spec.
  static String idOf(Reply reply) {
    return reply.json().text("id");
  }

  /// A response that shows the note with this text.
  static Expectation<Seen> noteWith(String text) {
    return noteWith(text, "a note");
  }

  /// @param what it is, in the words of the rule
  static Expectation<Seen> noteWith(String text, String what) {
    return Replies.body(what + " with " + shortened(jsonOf(text)), json("text").is(text));
  }

  private static String shortened(String json) {
    return json.length() <= 200
        ? json
        : json.substring(0, 60) + "… (" + json.length() + " code units)";
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
