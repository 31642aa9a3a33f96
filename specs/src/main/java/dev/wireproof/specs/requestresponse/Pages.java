package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.verdict.Expectations.atMost;
import static dev.wireproof.engine.verdict.Expectations.size;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A client that reads the list of notes page by page. What each verb sends stands in the table of
/// the package's page.
public final class Pages implements WireClient {

  /// The largest page.
  static final int MOST = 100;

  /// More pages than a list has in which others insert meanwhile.
  private static final int ENDLESS = 500;

  private final Api api;

  public Pages(SpecContext context) {
    this.api = new Api(context);
  }

  Reply getPage(String query) {
    return api.get("/notes" + query);
  }

  /// A page with this limit, from where the page before ended.
  Reply getPage(int limit, Optional<String> after) {
    return getPage(
        "?limit="
            + limit
            + after
                .map(at -> "&after=" + URLEncoder.encode(at, StandardCharsets.UTF_8))
                .orElse(""));
  }

  /// The texts of a page.
  static List<String> texts(Reply page) {
    return page.json().list("notes").stream().map(note -> note.text("text")).toList();
  }

  /// What a page names as the next one; nothing on the last.
  static Optional<String> next(Reply page) {
    return page.json().find("next").filter(next -> next.value() != null).map(Json::text);
  }

  static Expectation<Json> notesAtMost(int limit) {
    return json("notes").list(size(atMost(limit).as("at most " + limit + " notes")));
  }

  /// A walk that will see every note that is created after this, and few others.
  Walk walkFromNowOn() {
    var walk = new Walk(Optional.empty());
    Optional<String> lastCursor = Optional.empty();
    while (!walk.ended) {
      lastCursor = walk.cursor;
      walk.requirePage(MOST);
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

    /// The texts of the next page.
    ///
    /// @throws VerdictException when there is no end of pages: the spec is inconclusive
    List<String> requirePage(int limit) {
      Reply page = getPage(limit, cursor).require(status(200));
      Optional<String> next = next(page);
      if (next.isPresent() && (next.equals(cursor) || ++pages > ENDLESS)) {
        throw VerdictException.inconclusive(
            "the pages have no end: “next” is " + next.get() + " again");
      }
      cursor = next;
      ended = next.isEmpty();
      return texts(page);
    }

    /// The texts of the next pages, until so many of these have been seen.
    List<String> requirePagesUntil(int count, List<String> of, int limit) {
      var seen = new ArrayList<String>();
      while (!ended && seen.stream().filter(of::contains).count() < count) {
        seen.addAll(requirePage(limit));
      }
      return seen;
    }

    /// All texts from here to the end.
    List<String> requireRest(int limit) {
      var all = new ArrayList<String>();
      while (!ended) {
        all.addAll(requirePage(limit));
      }
      return all;
    }
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
