package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.differentFrom;
import static dev.wireproof.engine.verdict.Expectations.equalTo;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A room that no other spec uses, and a client that looks whether it has changed. What each verb
/// sends stands in the table of the package's page.
public final class Room implements WireClient {

  private final Api api;
  private final String name;

  public Room(SpecContext context) {
    this(new Api(context));
  }

  private Room(Api api) {
    this(api, api.fresh("room"));
  }

  private Room(Api api, String name) {
    this.api = api;
    this.name = name;
  }

  /// The room whose name is the same in capital letters.
  Room inCapitals() {
    return new Room(api, name.toUpperCase(Locale.ROOT));
  }

  private String path() {
    return "/rooms/" + name;
  }

  Http1Request get() {
    return api.request("GET", path());
  }

  Http1Request get(String noneMatch) {
    return get().with("If-None-Match", noneMatch);
  }

  Http1Request put(String title) {
    return api.request("PUT", path(), Json.of("title", title));
  }

  private Http1Request put(String title, String match) {
    return put(title).with("If-Match", match);
  }

  Reply getRoom() {
    return api.send(get());
  }

  /// @param noneMatch the field If-None-Match
  Reply getRoom(String noneMatch) {
    return api.send(get(noneMatch));
  }

  Reply putTitle(String title) {
    return api.send(put(title));
  }

  /// @param match the field If-Match
  Reply putTitle(String title, String match) {
    return api.send(put(title, match));
  }

  Reply putJson(String json) {
    return api.put(path(), json);
  }

  /// Puts `writers` different new titles at the same moment, all with this field If-Match.
  List<Reply> putTitlesAtOnce(int writers, String match) {
    return api.together(
        Stream.generate(() -> put(api.fresh("title"), match)).limit(writers).toList());
  }

  /// Control: the room gets this title.
  ///
  /// @throws VerdictException when that is refused: the spec is inconclusive
  void requireTitle(String title) {
    putTitle(title).require(status(200));
  }

  /// The room has this title.
  ///
  /// @throws VerdictException when it has another
  void expectTitle(String title) {
    getRoom().require(status(200)).expectJson(json("title").is(title));
  }

  private String tag() {
    return getRoom().require(status(200)).requireField("ETag");
  }

  /// The present tag.
  ///
  /// @throws VerdictException when there is none, or it changes by itself: the spec is inconclusive
  String requireTag() {
    String tag = tag();
    requireThat(
        tag(),
        equalTo(tag)
            .as("the tag to stay the same while nothing changes")
            .showing(again -> "first " + tag + ", then " + again));
    return tag;
  }

  /// The tag that the room has over this connection.
  ///
  /// @throws VerdictException when there is none: the spec is inconclusive
  String requireTag(Http1Wire wire) {
    return wire.requireServed(get())
        .field("ETag")
        .orElseThrow(() -> VerdictException.inconclusive("no ETag in the response to GET"));
  }

  /// Control: the tag after a change.
  ///
  /// @throws VerdictException when it is still the old one: the spec is inconclusive
  void requireTagOtherThan(String old) {
    requireThat(requireTag(), differentFrom(old).as("another tag, since the room was changed"));
  }

  /// Control: a title that was put, and has been replaced since.
  ///
  /// @return the old title's tag
  /// @throws VerdictException when the tag does not change with the title: the spec is inconclusive
  String requireStaleTag(String oldTitle, String newTitle) {
    requireTitle(oldTitle);
    String old = requireTag();
    requireTitle(newTitle);
    requireTagOtherThan(old);
    return old;
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
