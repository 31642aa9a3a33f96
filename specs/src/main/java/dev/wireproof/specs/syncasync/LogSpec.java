package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
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
    String text = work.tag();
    Reply reply = work.api().post("/log" + sync.query, Json.of("text", text)).expect(status(201));
    if (reply.expectJson().expectText("id").isEmpty()
        || !reply.expectJson().expectText("text").equals(text)) {
      throw VerdictException.violates("an id and the text “" + text + "”", reply.toString());
    }
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
    String tag = work.tag();
    List<String> texts = List.of(tag + " one", tag + " two", tag + " three");
    texts.forEach(text -> work.log(text, text.endsWith("two")).require(status(200, 201)));
    work.api().get("/log").expect(status(200));
    List<String> shown = work.texts(tag);
    if (!shown.equals(texts)) {
      throw VerdictException.violates(texts + " in the log", shown.toString());
    }
  }

  @Must(
      id = "sync-async.log.parallel",
      claim = "records that come at the same time are all in the log, each under its own id",
      proves = CONCURRENCY)
  void recordsAtTheSameTime(Work work) {
    String tag = work.tag();
    var requests =
        IntStream.range(0, AT_ONCE)
            .mapToObj(i -> work.api().request("POST", "/log", Json.of("text", tag + " " + i)))
            .toList();
    work.api().together(requests).forEach(reply -> reply.require(status(200, 201)));
    List<Json> mine =
        work.records().stream().filter(each -> each.expectText("text").startsWith(tag)).toList();
    long texts = mine.stream().map(each -> each.expectText("text")).distinct().count();
    long ids = mine.stream().map(each -> each.expectText("id")).distinct().count();
    if (mine.size() != AT_ONCE || texts != AT_ONCE || ids != AT_ONCE) {
      throw VerdictException.violates(
          AT_ONCE + " records under as many ids",
          "%d records, %d texts, %d ids".formatted(mine.size(), texts, ids));
    }
  }

  @Must(
      id = "sync-async.log.characters",
      claim = "a text comes back character by character",
      proves = FIDELITY,
      cases = Text.class)
  void textComesBack(Work work, Text text) {
    String tag = work.tag();
    String sent = text.beginningWith(tag);
    work.log(sent, false).require(status(200, 201));
    List<String> shown = work.texts(tag);
    if (!shown.equals(List.of(sent))) {
      throw VerdictException.violates(
          "the text as it was sent: " + Text.shown(sent), Text.shown(shown));
    }
  }

  @Must(
      id = "sync-async.log.refused",
      claim = "a record without a text is refused, and is not in the log",
      proves = ERROR_HANDLING,
      cases = BadRecord.class)
  void senselessRecordIsRefused(Work work, BadRecord bad) {
    work.log(work.tag(), false).require(status(200, 201));
    work.api().post("/log", bad.json).expect(refusal(422));
  }

  /// Bodies that are JSON and no record.
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
  void senselessSyncIsRefused(Work work) {
    work.log(work.tag(), true).require(status(200, 201));
    work.api().post("/log?sync=perhaps", Json.of("text", work.tag())).expect(refusal(400));
  }

  @Must(
      id = "sync-async.log.no-json",
      claim = "a body that is no JSON is refused",
      proves = ERROR_HANDLING)
  void noJsonIsRefused(Work work) {
    work.log(work.tag(), false).require(status(200, 201));
    work.api().post("/log", "{\"text\":").expect(refusal(400));
  }

  @Must(
      id = "sync-async.log.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Work work) {
    work.api().post("/log", "{}").require(refusal(422)).expect(Replies.problem(422, 400));
  }
}
