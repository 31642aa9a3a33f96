package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.exactly;
import static dev.wireproof.engine.verdict.Expectations.isTrue;
import static dev.wireproof.engine.verdict.Expectations.noDuplicates;
import static dev.wireproof.specs.requestresponse.Notes.noteWith;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.http1.Http1Request;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// Many post at the same moment: each request is held one octet short, then all are released.
class CrowdSpec {

  private static final int AT_ONCE = 20;

  /// What the contract asks of a server that declares no less.
  private static final long IN_PROGRESS = 64;

  private static final int HELD = 8;

  @Must(
      id = "request-response.crowd.ids",
      claim = "notes that are posted at the same moment have ids of their own",
      source = "contract A",
      proves = CONCURRENCY,
      alone = true,
      rounds = 3)
  void idsAreUnique(Notes notes) {
    List<Reply> replies = notes.requirePostedAtOnce(notes.newTexts(AT_ONCE));
    expectThat(
        replies.stream().map(Notes::idOf).toList(),
        noDuplicates().as("an id of its own for each of " + AT_ONCE + " notes posted at once"));
  }

  @Must(
      id = "request-response.crowd.own-answer",
      claim = "each of many clients that post at the same moment gets its own note in the response",
      source = "contract A",
      proves = {CONCURRENCY, FIDELITY},
      alone = true,
      rounds = 3)
  void responsesAreNotMixedUp(Notes notes) {
    List<String> texts = notes.newTexts(AT_ONCE);
    List<Reply> replies = notes.requirePostedAtOnce(texts);
    for (int i = 0; i < AT_ONCE; i++) {
      replies.get(i).expect(noteWith(texts.get(i), "the note that this client posted"));
    }
  }

  @Must(
      id = "request-response.crowd.listed",
      claim = "notes that are posted at the same moment are all in the list, once",
      source = "contract A",
      proves = {CONCURRENCY, DELIVERY},
      alone = true)
  void allAreListed(Notes notes, Pages pages) {
    Pages.Walk walk = pages.walkFromNowOn();
    List<String> texts = notes.newTexts(AT_ONCE);
    notes.requirePostedAtOnce(texts);
    List<String> listed = walk.requireRest(Pages.MOST);
    requireThat(
        !Collections.disjoint(listed, texts),
        isTrue("a list that shows these notes", "a list that shows none of them"));
    for (int i = 0; i < AT_ONCE; i++) {
      expectThat(
          Collections.frequency(listed, texts.get(i)),
          exactly(1)
              .as("note %d of %d posted at once in the list, once".formatted(i + 1, AT_ONCE))
              .showing(times -> "it is there " + times + " times"));
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
    Http1Request request = notes.postRequest(notes.newText());
    List<Http1Wire> held =
        Stream.generate(() -> wire.another().sendAllBut(HELD, request)).limit(others).toList();
    notes.postNote(notes.newText()).expect(status(201));
    held.forEach(each -> each.release(HELD, request));
    held.forEach(each -> each.expectResponse(status(201)));
  }
}
