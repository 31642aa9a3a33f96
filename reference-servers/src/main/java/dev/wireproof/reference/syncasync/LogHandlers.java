package dev.wireproof.reference.syncasync;

import static dev.wireproof.reference.syncasync.SyncAsyncFault.LOGGED_WITH_200;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.LOG_MISSING;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.NEWEST_FIRST;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.NO_JSON_IS_500;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.SYNC_UNCHECKED;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.TEXT_UNCHECKED;

import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `POST /log` and `GET /log`.
final class LogHandlers {

  private static final int LONGEST = 65_536;

  private final RecordLog journal;
  private final Set<SyncAsyncFault> faults;

  LogHandlers(RecordLog journal, Set<SyncAsyncFault> faults) {
    this.journal = journal;
    this.faults = faults;
  }

  void add(Exchange exchange) throws IOException, Problem {
    boolean durable = durable(exchange.request());
    RecordLog.Entry entry = journal.add(text(exchange.request()), durable);
    exchange.respond(faults.contains(LOGGED_WITH_200) ? 200 : 201, entry.shown());
  }

  private boolean durable(Request request) throws Problem {
    String sync = request.query("sync").orElse("false");
    if (!sync.matches("true|false") && !faults.contains(SYNC_UNCHECKED)) {
      throw new Problem(400, "“sync” is to be true or false.");
    }
    return sync.equals("true");
  }

  private String text(Request request) throws Problem {
    try {
      if (faults.contains(TEXT_UNCHECKED)) {
        return String.valueOf(request.json().get("text"));
      }
      String text = request.text("text");
      if (text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST) {
        throw new Problem(422, "“text” is to have 1 to " + LONGEST + " characters.");
      }
      return text;
    } catch (Problem problem) {
      throw faults.contains(NO_JSON_IS_500) && problem.status() == 400
          ? new Problem(500, "The body could not be parsed.")
          : problem;
    }
  }

  void show(Exchange exchange) throws IOException, Problem {
    if (faults.contains(LOG_MISSING)) {
      throw new Problem(404, "There is no log.");
    }
    List<RecordLog.Entry> entries = journal.entries();
    List<RecordLog.Entry> shown = faults.contains(NEWEST_FIRST) ? entries.reversed() : entries;
    exchange.respond(200, Map.of("records", shown.stream().map(RecordLog.Entry::shown).toList()));
  }
}
