package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.verdict.Expectations.inAnyOrder;
import static dev.wireproof.engine.verdict.Expectations.inOrder;
import static dev.wireproof.engine.verdict.Expectations.noDuplicates;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.List;
import java.util.stream.IntStream;

/// Records that are accepted and shown.
class LogSpec {

  private static final int AT_ONCE = 16;

  @Must(
      id = "sync-async.log.answer",
      claim = "a record is answered with 201, its id and its text",
      proves = DELIVERY,
      cases = Sync.class)
  void recordIsAccepted(Work work, Sync sync) {
    String text = work.newTag();
    work.postLog(sync.query, Json.of("text", text))
        .expect(status(201))
        .expectJson(json("id").isText(), json("text").is(text));
  }

  /// How soon a record is to be durable.
  enum Sync implements Case {
    LEFT_OUT(""),
    FALSE("?sync=false"),
    TRUE("?sync=true");

    private final String query;

    Sync(String query) {
      this.query = query;
    }
  }

  @Must(
      id = "sync-async.log.order",
      claim = "the log shows all records in the order in which they were accepted",
      proves = ORDERING)
  void recordsKeepTheirOrder(Work work) {
    String tag = work.newTag();
    List<String> texts = List.of(tag + " one", tag + " two", tag + " three");
    texts.forEach(text -> work.requireRecord(text, text.endsWith("two")));
    work.getLog().expect(status(200));
    work.expectTexts(tag, inOrder(texts));
  }

  @Must(
      id = "sync-async.log.parallel",
      claim = "records that arrive at the same time are all in the log, each under its own id",
      proves = CONCURRENCY)
  void recordsAtTheSameTime(Work work) {
    String tag = work.newTag();
    List<String> texts = IntStream.range(0, AT_ONCE).mapToObj(i -> tag + " " + i).toList();
    work.postRecordsAtOnce(texts).forEach(reply -> reply.require(status(200, 201)));
    work.expectTexts(tag, inAnyOrder(texts));
    work.expectIds(tag, noDuplicates().as("an id of its own for each of the records"));
  }

  @Must(
      id = "sync-async.log.characters",
      claim = "a text comes back as it was sent, character by character",
      proves = FIDELITY,
      cases = Text.class)
  void textComesBack(Work work, Text text) {
    String tag = work.newTag();
    String sent = text.beginningWith(tag);
    work.requireRecord(sent);
    work.expectTexts(
        tag, Text.inOrder(List.of(sent)).as("the text as it was sent: " + Text.shown(sent)));
  }

  @Must(
      id = "sync-async.log.refused",
      claim = "a record without a text is refused",
      proves = ERROR_HANDLING,
      cases = BadRecord.class)
  void invalidRecordIsRefused(Work work, BadRecord bad) {
    work.requireRecord(work.newTag());
    work.postLog("", bad.json).expect(refusal(422));
  }

  /// Bodies that are JSON and not a record.
  enum BadRecord implements Case {
    MISSING("{}"),
    EMPTY("{\"text\":\"\"}"),
    NUMBER("{\"text\":7}");

    private final String json;

    BadRecord(String json) {
      this.json = json;
    }
  }

  @Must(
      id = "sync-async.log.sync-refused",
      claim = "a sync that is neither true nor false is refused",
      proves = ERROR_HANDLING)
  void invalidSyncIsRefused(Work work) {
    work.requireRecord(work.newTag(), true);
    work.postLog("?sync=perhaps", Json.of("text", work.newTag())).expect(refusal(400));
  }

  @Must(
      id = "sync-async.log.no-json",
      claim = "a body that is not JSON is refused",
      proves = ERROR_HANDLING)
  void bodyThatIsNotJsonIsRefused(Work work) {
    work.requireRecord(work.newTag());
    work.postLog("", "{\"text\":").expect(refusal(400));
  }

  @Must(
      id = "sync-async.log.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Work work) {
    work.postLog("", "{}").require(refusal(422)).expect(Replies.problem(422, 400));
  }
}
