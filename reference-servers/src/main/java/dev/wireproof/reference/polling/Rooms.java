package dev.wireproof.reference.polling;

import static dev.wireproof.reference.polling.PollingFault.ALWAYS_NOT_MODIFIED;
import static dev.wireproof.reference.polling.PollingFault.BODY_IN_304;
import static dev.wireproof.reference.polling.PollingFault.CHECKED_THEN_WRITTEN;
import static dev.wireproof.reference.polling.PollingFault.IF_MATCH_DEMANDED;
import static dev.wireproof.reference.polling.PollingFault.IF_MATCH_IGNORED;
import static dev.wireproof.reference.polling.PollingFault.NOT_MODIFIED_WITHOUT_TAG;
import static dev.wireproof.reference.polling.PollingFault.ONE_TAG_ONLY;
import static dev.wireproof.reference.polling.PollingFault.PUT_ANSWERS_OLD_TAG;
import static dev.wireproof.reference.polling.PollingFault.ROOMS_IN_LOWER_CASE;
import static dev.wireproof.reference.polling.PollingFault.STALE_IS_WRITTEN_TOO;
import static dev.wireproof.reference.polling.PollingFault.STAR_IS_A_TAG;
import static dev.wireproof.reference.polling.PollingFault.TAG_FROM_THE_SECOND;
import static dev.wireproof.reference.polling.PollingFault.TAG_IS_WEAK;
import static dev.wireproof.reference.polling.PollingFault.TAG_NEW_EACH_TIME;
import static dev.wireproof.reference.polling.PollingFault.TAG_WITHOUT_QUOTES;
import static dev.wireproof.reference.polling.PollingFault.TITLE_IN_LATIN_1;
import static dev.wireproof.reference.polling.PollingFault.TITLE_UNCHECKED;
import static dev.wireproof.reference.polling.PollingFault.UNNAMED_ROOM_IS_404;
import static dev.wireproof.reference.polling.PollingFault.WEAK_TAGS_NEVER_MATCH;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.Delay;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rooms, each with a title and a tag that changes whenever the title does.
final class Rooms {

  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")|([^\\s,\"]+)");
  private static final int MOST_CHARACTERS = 1000;

  private final Set<PollingFault> faults;
  private final Map<String, Room> rooms = new ConcurrentHashMap<>();
  private final AtomicLong shown = new AtomicLong();

  Rooms(Set<PollingFault> faults) {
    this.faults = faults;
  }

  /// @param version how often it was changed
  /// @param second when it was changed last
  private record State(String title, long version, long second) {}

  private static final class Room {
    private State state = new State("", 1, 0);
  }

  private Room room(Exchange exchange) {
    String name = exchange.variable("room");
    String known = has(ROOMS_IN_LOWER_CASE) ? name.toLowerCase(Locale.ROOT) : name;
    return rooms.computeIfAbsent(known, _ -> new Room());
  }

  void show(Exchange exchange) throws IOException, Problem {
    if (has(UNNAMED_ROOM_IS_404) && !rooms.containsKey(exchange.variable("room"))) {
      throw new Problem(404, "There is no such room.");
    }
    State state = state(room(exchange));
    String tag = tag(state);
    String none = exchange.request().field("If-None-Match").orElse("");
    boolean known = has(ALWAYS_NOT_MODIFIED) ? !none.isEmpty() : matches(none, tag);
    if (known && has(BODY_IN_304)) {
      exchange.send(304, "application/json", JSON.std.asBytes(shown(state)), "ETag: " + tag);
    } else if (known && has(NOT_MODIFIED_WITHOUT_TAG)) {
      exchange.respond(304);
    } else if (known) {
      exchange.respond(304, "ETag: " + tag);
    } else {
      exchange.respond(200, shown(state), "ETag: " + tag, "Cache-Control: no-cache");
    }
  }

  private static State state(Room room) {
    synchronized (room) {
      return room.state;
    }
  }

  void change(Exchange exchange) throws IOException, Problem {
    String title = title(exchange.request());
    Room room = room(exchange);
    String match = exchange.request().field("If-Match").orElse("");
    if (match.isEmpty() && has(IF_MATCH_DEMANDED)) {
      throw new Problem(428, "If-Match is missing.");
    }
    String before = tag(state(room));
    State now =
        has(CHECKED_THEN_WRITTEN) ? inTwoSteps(room, match, title) : set(room, match, title);
    String tag = has(PUT_ANSWERS_OLD_TAG) ? before : tag(now);
    exchange.respond(200, shown(now), "ETag: " + tag);
  }

  /// Compares and writes in one step, so that of two writers with the same tag one is too late.
  private State set(Room room, String match, String title) throws Problem {
    synchronized (room) {
      if (has(STALE_IS_WRITTEN_TOO)) {
        State before = room.state;
        State after = write(room, title);
        check(match, before);
        return after;
      }
      check(match, room.state);
      return write(room, title);
    }
  }

  private State inTwoSteps(Room room, String match, String title) throws Problem {
    check(match, state(room));
    Delay.of(Duration.ofMillis(3));
    synchronized (room) {
      return write(room, title);
    }
  }

  private void check(String match, State state) throws Problem {
    if (!match.isEmpty() && !matches(match, tag(state)) && !has(IF_MATCH_IGNORED)) {
      throw new Problem(412, "The room was changed since.");
    }
  }

  private static State write(Room room, String title) {
    long second = System.currentTimeMillis() / 1000;
    room.state = new State(title, room.state.version() + 1, second);
    return room.state;
  }

  private String title(Request request) throws Problem {
    if (has(TITLE_UNCHECKED)) {
      return String.valueOf(request.json().get("title"));
    }
    String title = request.text("title");
    if (title.codePointCount(0, title.length()) > MOST_CHARACTERS) {
      throw new Problem(422, "“title” is too long.");
    }
    return has(TITLE_IN_LATIN_1) ? title.replaceAll("[^\\x00-\\xff]", "?") : title;
  }

  private Map<String, Object> shown(State state) {
    return Map.of("title", state.title(), "count", 0);
  }

  private String tag(State state) {
    long version = has(TAG_FROM_THE_SECOND) ? state.second() : state.version();
    String text = "v" + version + (has(TAG_NEW_EACH_TIME) ? "." + shown.incrementAndGet() : "");
    if (has(TAG_WITHOUT_QUOTES)) {
      return text;
    }
    return (has(TAG_IS_WEAK) ? "W/" : "") + "\"" + text + "\"";
  }

  /// Whether one of the tags in the field is this one, by the weak comparison.
  private boolean matches(String field, String tag) {
    if (field.equals("*")) {
      return !has(STAR_IS_A_TAG);
    }
    if (has(ONE_TAG_ONLY)) {
      return field.equals(tag) || field.equals("W/" + tag);
    }
    if (has(WEAK_TAGS_NEVER_MATCH) && field.startsWith("W/")) {
      return false;
    }
    Matcher tags = TAG.matcher(field);
    while (tags.find()) {
      if (tag.equals(tags.group())
          || tag.equals(tags.group(1))
          || tag.equals("W/" + tags.group(1))) {
        return true;
      }
    }
    return false;
  }

  void reset() {
    rooms.clear();
  }

  private boolean has(PollingFault fault) {
    return faults.contains(fault);
  }
}
