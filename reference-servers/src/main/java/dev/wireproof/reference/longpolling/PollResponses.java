package dev.wireproof.reference.longpolling;

import static dev.wireproof.reference.longpolling.LongPollingFault.ANOTHER_ID_IN_THE_NEWS;
import static dev.wireproof.reference.longpolling.LongPollingFault.BODY_IN_204;
import static dev.wireproof.reference.longpolling.LongPollingFault.CACHEABLE;
import static dev.wireproof.reference.longpolling.LongPollingFault.CUT_AT_THE_END;
import static dev.wireproof.reference.longpolling.LongPollingFault.EMPTY_LIST_AT_THE_END;
import static dev.wireproof.reference.longpolling.LongPollingFault.GATEWAY_TIMEOUT_AT_THE_END;
import static dev.wireproof.reference.longpolling.LongPollingFault.HEAD_SENT_EARLY;
import static dev.wireproof.reference.longpolling.LongPollingFault.NEWEST_FIRST;
import static dev.wireproof.reference.longpolling.LongPollingFault.NEXT_IS_BEFORE_THE_LAST;
import static dev.wireproof.reference.longpolling.LongPollingFault.NEXT_IS_THE_NEWEST;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.Delay;
import dev.wireproof.reference.web.BodyStream;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Answers polls, with events or without.
final class PollResponses {

  private static final String NO_STORE = "Cache-Control: no-store";
  private static final Duration BETWEEN_TWO_STEPS = Duration.ofMillis(3);

  private final Set<LongPollingFault> faults;

  PollResponses(Set<LongPollingFault> faults) {
    this.faults = faults;
  }

  /// The head that goes out while the poll waits, where it does.
  Optional<BodyStream> headOf(Exchange exchange) throws IOException {
    return has(HEAD_SENT_EARLY)
        ? Optional.of(exchange.stream(200, "application/json", NO_STORE))
        : Optional.empty();
  }

  /// @param head what is out already
  void events(Exchange exchange, Optional<BodyStream> head, EventRoom room, List<RoomEvent> events)
      throws IOException {
    Map<String, Object> body = Map.of("events", shown(events), "next", next(room, events));
    if (head.isPresent()) {
      head.get().write(JSON.std.asString(body));
      head.get().close();
    } else if (has(CACHEABLE)) {
      exchange.respond(200, body);
    } else {
      exchange.respond(200, body, NO_STORE);
    }
  }

  private List<Map<String, Object>> shown(List<RoomEvent> events) {
    var shown = new ArrayList<Map<String, Object>>();
    events.forEach(event -> shown.add(shown(event)));
    if (has(NEWEST_FIRST)) {
      Collections.reverse(shown);
    }
    return shown;
  }

  private Map<String, Object> shown(RoomEvent event) {
    return has(ANOTHER_ID_IN_THE_NEWS)
        ? Map.of("id", Long.toString(event.number()), "text", event.text())
        : event.shown();
  }

  /// The cursor after the last event of this response, not after what came since.
  private String next(EventRoom room, List<RoomEvent> events) {
    long next = events.getLast().number();
    if (has(NEXT_IS_THE_NEWEST)) {
      Delay.of(BETWEEN_TWO_STEPS);
      next = room.last();
    }
    if (has(NEXT_IS_BEFORE_THE_LAST) && events.size() > 1) {
      next--;
    }
    return Long.toString(next);
  }

  void noEvents(Exchange exchange, Optional<BodyStream> head, boolean waited)
      throws IOException, Problem {
    if (head.isPresent()) {
      head.get().write("{\"events\":[]}");
      head.get().close();
    } else if (has(EMPTY_LIST_AT_THE_END) && waited) {
      exchange.respond(200, Map.of("events", List.of(), "next", ""), NO_STORE);
    } else if (has(GATEWAY_TIMEOUT_AT_THE_END) && waited) {
      throw new Problem(504, "No news came in time.");
    } else if (has(CUT_AT_THE_END) && waited) {
      exchange.abort();
    } else if (has(BODY_IN_204)) {
      exchange.send(204, "application/json", JSON.std.asBytes(Map.of("events", List.of())));
    } else {
      exchange.respond(204, NO_STORE);
    }
  }

  private boolean has(LongPollingFault fault) {
    return faults.contains(fault);
  }
}
