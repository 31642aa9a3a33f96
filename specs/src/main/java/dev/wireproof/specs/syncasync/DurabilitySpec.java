package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What a SIGKILL leaves of records: the difference between a response that is sent when the record
/// is durable, and one that is sent before.
class DurabilitySpec {

  private static final String UP_AGAIN = "the server up again";
  private static final int AT_ONCE = 16;
  private static final int IN_TURN = 12;

  @Must(
      id = "sync-async.log.sync-durable",
      claim = "records that were acknowledged with sync=true outlive a kill unchanged",
      source = "contract B; fsync(2)",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB)
  void synchronousRecordsOutliveAKill(Work work, ServerControl server) {
    String tag = work.newTag();
    List<String> sent = Arrays.stream(Text.values()).map(text -> text.beginningWith(tag)).toList();
    sent.forEach(text -> work.requireRecord(text, true));
    server.kill();
    server.expectStart(UP_AGAIN);
    work.expectTexts(tag, Text.inOrder(sent));
  }

  @Must(
      id = "sync-async.log.sync-in-flight",
      claim = "of the records in flight at a kill, those that were acknowledged are there",
      source = "contract B; fsync(2)",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB)
  void acknowledgedRecordsAreThere(Work work, ServerControl server) {
    String tag = work.newTag();
    List<String> texts = IntStream.range(0, AT_ONCE).mapToObj(i -> tag + " " + i).toList();
    List<Pending> begun = texts.stream().map(work::beginSyncRecord).toList();
    begun.getFirst().reply().require(status(200, 201));
    server.kill();
    List<String> acknowledged =
        IntStream.range(0, AT_ONCE)
            .filter(i -> i == 0 || begun.get(i).reply().status() == 201)
            .mapToObj(texts::get)
            .toList();
    server.expectStart(UP_AGAIN);
    work.expectTexts(tag, all(acknowledged));
  }

  private static Expectation<List<String>> all(List<String> texts) {
    return Expectation.of(
        "all %d records that were acknowledged".formatted(texts.size()),
        shown -> shown.containsAll(texts),
        shown -> "without " + texts.stream().filter(each -> !shown.contains(each)).toList());
  }

  @Must(
      id = "sync-async.log.async-beginning",
      claim = "what survives of records without sync is a beginning of them, in their order",
      proves = {ORDERING, RESUMPTION},
      safety = LAB)
  void whatSurvivesIsABeginning(Work work, ServerControl server) {
    String tag = work.newTag();
    List<String> texts = IntStream.range(0, IN_TURN).mapToObj(i -> tag + " " + i).toList();
    texts.forEach(work::requireRecord);
    server.kill();
    server.expectStart(UP_AGAIN);
    work.expectTexts(tag, beginningOf(texts));
  }

  private static Expectation<List<String>> beginningOf(List<String> texts) {
    return Expectation.of(
        "a beginning of " + texts,
        shown -> shown.equals(texts.subList(0, Math.min(shown.size(), texts.size()))));
  }

  @Must(
      id = "sync-async.log.ids-after-restart",
      claim = "an id is not used again after a restart",
      proves = RESUMPTION,
      safety = LAB)
  void idsAreNotUsedAgain(Work work, ServerControl server) {
    String tag = work.newTag();
    work.requireRecord(tag + " before", true);
    List<String> before = work.ids();
    server.kill();
    server.expectStart(UP_AGAIN);
    work.requireRecord(tag + " after", true).expectJson(json("id").text(noneOf(before)));
  }

  private static Expectation<String> noneOf(List<String> ids) {
    return Expectation.of("an id that no record before the restart has", id -> !ids.contains(id));
  }
}
