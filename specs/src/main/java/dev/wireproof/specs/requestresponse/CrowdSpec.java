package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// Many post at the same moment: each request is held one octet short, then all are released.
class CrowdSpec {

  private static final int ROUNDS = 3;
  private static final int AT_ONCE = 20;

  /// What the contract asks of a server that declares no less.
  private static final long IN_PROGRESS = 64;

  private static final int HELD = 8;

  @Must(
      id = "request-response.crowd.ids",
      claim = "notes that are posted at the same moment have ids of their own",
      source = "contract A",
      proves = CONCURRENCY,
      alone = true)
  void idsAreUnique(Notes notes) {
    var ids = new HashSet<String>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (Reply reply : posted(notes, texts(notes))) {
        String id = Notes.idOf(reply);
        if (!ids.add(id)) {
          throw VerdictException.violates(
              "an id of its own for each of %d notes posted at once".formatted(AT_ONCE),
              "two notes with the id %s in round %d".formatted(id, round));
        }
      }
    }
  }

  private static List<String> texts(Notes notes) {
    return Stream.generate(notes::text).limit(AT_ONCE).toList();
  }

  private static List<Reply> posted(Notes notes, List<String> texts) {
    List<Reply> replies = notes.api().together(texts.stream().map(notes::posting).toList());
    replies.forEach(reply -> reply.require(status(201)));
    return replies;
  }

  @Must(
      id = "request-response.crowd.own-answer",
      claim = "each of many who post at the same moment is answered with the own note",
      source = "contract A",
      proves = {CONCURRENCY, FIDELITY},
      alone = true)
  void answersAreNotMixedUp(Notes notes) {
    for (int round = 1; round <= ROUNDS; round++) {
      List<String> texts = texts(notes);
      List<Reply> replies = posted(notes, texts);
      for (int i = 0; i < texts.size(); i++) {
        Notes.has(replies.get(i), texts.get(i), "the text that this client posted");
      }
    }
  }

  @Must(
      id = "request-response.crowd.listed",
      claim = "notes that are posted at the same moment are all in the list, once",
      source = "contract A",
      proves = {CONCURRENCY, DELIVERY},
      alone = true)
  void allAreListed(Notes notes, Pages pages) {
    Pages.Walk walk = pages.fromNowOn();
    List<String> texts = texts(notes);
    posted(notes, texts);
    List<String> listed = walk.toTheEnd(Pages.MOST);
    if (Collections.disjoint(listed, texts)) {
      throw VerdictException.inconclusive("the list shows none of the notes");
    }
    for (String text : texts) {
      int times = Collections.frequency(listed, text);
      if (times != 1) {
        throw VerdictException.violates(
            "each of %d notes posted at once in the list, once".formatted(AT_ONCE),
            "note %d of them %s"
                .formatted(
                    texts.indexOf(text) + 1, times == 0 ? "not in the list" : times + " times"));
      }
    }
  }

  @Must(
      id = "request-response.crowd.sixty-four",
      claim =
          "64 requests are in progress at once, and the last of them does not wait for the others",
      source = "contract, HTTP; limits: connections",
      proves = {CONCURRENCY, LIVENESS},
      alone = true)
  void manyRequestsAreInProgress(Notes notes, Http1Wire wire) {
    long connections = notes.api().target().numberLimit("connections").orElse(IN_PROGRESS);
    int others = Math.toIntExact(Math.clamp(connections - 1, 0, IN_PROGRESS - 1));
    Http1Request request = notes.posting(notes.text());
    List<Http1Wire> held =
        Stream.generate(() -> wire.another().sendAllBut(HELD, request)).limit(others).toList();
    notes.post(notes.text()).expect(status(201));
    held.forEach(each -> each.release(HELD, request));
    held.forEach(each -> each.expectResponse(status(201)));
  }
}
