package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import java.util.Locale;
import java.util.Optional;

/// A room that nobody else uses, and a client that looks whether it has changed.
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

  Api api() {
    return api;
  }

  private String path() {
    return "/rooms/" + name;
  }

  Http1Request asking() {
    return api.request("GET", path());
  }

  Reply ask() {
    return api.send(asking());
  }

  Http1Request asking(String noneMatch) {
    return asking().with("If-None-Match", noneMatch);
  }

  Reply ask(String noneMatch) {
    return api.send(asking(noneMatch));
  }

  /// A change of the title.
  ///
  /// @param match the If-Match field, if there is to be one
  Http1Request changing(String title, Optional<String> match) {
    Http1Request request = api.request("PUT", path(), Json.of("title", title));
    return match.map(tag -> request.with("If-Match", tag)).orElse(request);
  }

  Reply change(String title) {
    return api.send(changing(title, Optional.empty()));
  }

  Reply change(String title, String match) {
    return api.send(changing(title, Optional.of(match)));
  }

  Reply changeTo(String json) {
    return api.put(path(), json);
  }

  /// Changes the title, as a step that the spec needs.
  void changed(String title) {
    change(title).require(status(200));
  }

  String title() {
    return ask().require(status(200)).expectJson().expectText("title");
  }

  /// The present tag. The spec is inconclusive where it changes by itself.
  String tag() {
    String tag = rawTag();
    String again = rawTag();
    if (!tag.equals(again)) {
      throw VerdictException.inconclusive(
          "the tag changes though nothing has: first " + tag + ", then " + again);
    }
    return tag;
  }

  /// The tag after a change, as a step that the spec needs.
  ///
  /// @throws VerdictException inconclusive when it is still the old one
  void tagOtherThan(String old) {
    if (tag().equals(old)) {
      throw VerdictException.inconclusive(
          "the tag is still " + old + ", though the room was changed");
    }
  }

  private String rawTag() {
    return ask().require(status(200)).expectField("ETag");
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
