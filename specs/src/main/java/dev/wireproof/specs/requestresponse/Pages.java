package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A client that reads the list of notes page by page.
public final class Pages implements WireClient {

  /// The largest page.
  static final int MOST = 100;

  /// More pages than a list has in which others insert meanwhile.
  private static final int ENDLESS = 500;

  private final Api api;

  public Pages(SpecContext context) {
    this.api = new Api(context);
  }

  Reply page(String query) {
    return api.get("/notes" + query);
  }

  /// The texts of a page.
  static List<String> texts(Reply page) {
    return page.expectJson().expectList("notes").stream()
        .map(note -> note.expectText("text"))
        .toList();
  }

  /// What a page names as the next one; nothing on the last.
  static Optional<String> next(Reply page) {
    return page.expectJson()
        .find("next")
        .filter(next -> next.value() != null)
        .map(Json::expectText);
  }

  /// A walk that will see every note that is created after this, and few others.
  Walk fromNowOn() {
    var walk = new Walk(Optional.empty());
    Optional<String> lastCursor = Optional.empty();
    while (!walk.ended) {
      lastCursor = walk.cursor;
      walk.page(MOST);
    }
    return new Walk(lastCursor);
  }

  /// One way through the list. Not for use by several threads.
  final class Walk {

    private Optional<String> cursor;
    private int pages;
    private boolean ended;

    private Walk(Optional<String> cursor) {
      this.cursor = cursor;
    }

    boolean hasEnded() {
      return ended;
    }

    /// The texts of the next page.
    ///
    /// @throws VerdictException when there is no end of pages: the spec is inconclusive
    List<String> page(int limit) {
      Reply page = Pages.this.page("?limit=" + limit + after()).require(status(200));
      Optional<String> next = next(page);
      if (next.isPresent() && (next.equals(cursor) || ++pages > ENDLESS)) {
        throw VerdictException.inconclusive(
            "the pages have no end: “next” is " + next.get() + " again");
      }
      cursor = next;
      ended = next.isEmpty();
      return texts(page);
    }

    private String after() {
      return cursor.map(at -> "&after=" + URLEncoder.encode(at, StandardCharsets.UTF_8)).orElse("");
    }

    /// All texts from here to the end.
    List<String> toTheEnd(int limit) {
      var all = new ArrayList<String>();
      while (!ended) {
        all.addAll(page(limit));
      }
      return all;
    }
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
