package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What a SIGKILL leaves of records: the difference between an answer that comes when it is done,
/// and one that comes before.
class DurabilitySpec {

  private static final String UP_AGAIN = "the server up again";
  private static final int AT_ONCE = 16;
  private static final int IN_TURN = 12;

  @Must(
      id = "sync-async.log.sync-durable",
      claim = "records that were answered with sync=true outlive a kill, as they were",
      source = "contract B; fsync(2)",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB)
  void synchronousRecordsOutliveAKill(Work work, ServerControl server) {
    String tag = work.tag();
    List<String> sent = Arrays.stream(Text.values()).map(text -> text.beginningWith(tag)).toList();
    sent.forEach(text -> work.log(text, true).require(status(200, 201)));
    restart(server);
    List<String> shown = work.texts(tag);
    if (!shown.equals(sent)) {
      throw VerdictException.violates(
          "after a kill all that was answered: " + Text.shown(sent), Text.shown(shown));
    }
  }

  private static void restart(ServerControl server) {
    server.kill();
    server.expectStart(UP_AGAIN);
  }

  @Must(
      id = "sync-async.log.sync-in-flight",
      claim = "of records that are under way at a kill, those that were answered are there",
      source = "contract B; fsync(2)",
      proves = {DELIVERY, RESUMPTION},
      safety = LAB)
  void whatWasAnsweredIsThere(Work work, ServerControl server) {
    String tag = work.tag();
    List<Pending> begun =
        IntStream.range(0, AT_ONCE)
            .mapToObj(i ->
                work.api()
                    .begin(
                        work.api()
                            .request("POST", "/log?sync=true", Json.of("text", tag + " " + i))))
            .toList();
    begun.getFirst().reply().require(status(200, 201));
    server.kill();
    var promised = new ArrayList<>(List.of(tag + " 0"));
    for (int i = 1; i < AT_ONCE; i++) {
      if (begun.get(i).reply().status() == 201) {
        promised.add(tag + " " + i);
      }
    }
    server.expectStart(UP_AGAIN);
    List<String> shown = work.texts(tag);
    List<String> missing = promised.stream().filter(each -> !shown.contains(each)).toList();
    if (!missing.isEmpty()) {
      throw VerdictException.violates(
          "all %d records that were answered".formatted(promised.size()), "without " + missing);
    }
  }

  @Must(
      id = "sync-async.log.async-beginning",
      claim = "what survives of records without sync is a beginning, in their order",
      proves = {ORDERING, RESUMPTION},
      safety = LAB)
  void whatSurvivesIsABeginning(Work work, ServerControl server) {
    String tag = work.tag();
    List<String> texts = IntStream.range(0, IN_TURN).mapToObj(i -> tag + " " + i).toList();
    texts.forEach(text -> work.log(text, false).require(status(200, 201)));
    restart(server);
    List<String> shown = work.texts(tag);
    if (!shown.equals(texts.subList(0, Math.min(shown.size(), texts.size())))) {
      throw VerdictException.violates("a beginning of " + texts, shown.toString());
    }
  }

  @Must(
      id = "sync-async.log.ids-after-restart",
      claim = "an id is not used again after a restart",
      proves = RESUMPTION,
      safety = LAB)
  void idsAreNotUsedAgain(Work work, ServerControl server) {
    String tag = work.tag();
    List<String> texts = List.of(tag + " before", tag + " after");
    work.log(texts.get(0), true).require(status(200, 201));
    List<String> before = ids(work);
    restart(server);
    String id =
        work.log(texts.get(1), true).require(status(200, 201)).expectJson().expectText("id");
    if (before.contains(id)) {
      throw VerdictException.violates("an id that no record before the restart has", id);
    }
  }

  private static List<String> ids(Work work) {
    return work.records().stream().map(each -> each.expectText("id")).toList();
  }
}
