package dev.wireproof.reference.requestresponse;

import static dev.wireproof.reference.requestresponse.RequestResponseFault.CURSOR_LOOKED_UP;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.CURSOR_NOT_DECODED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.LARGE_LIMIT_REFUSED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.LIMIT_IGNORED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.LIMIT_IS_500;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.LIMIT_NOT_CAPPED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.LIMIT_UNCHECKED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.NEWEST_FIRST;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.NEXT_ALWAYS;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.NEXT_MISSING;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.NO_DEFAULT_LIMIT;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.OFFSET_PAGES;

import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Notes page by page.
final class PageRoute {

  private static final int DEFAULT = 20;
  private static final int MOST = 100;
  private static final String BEFORE_PLACE = "place=";

  private final Set<RequestResponseFault> faults;
  private final Notes notes;
  private final Responses responses;

  PageRoute(Set<RequestResponseFault> faults, Notes notes) {
    this.faults = faults;
    this.notes = notes;
    this.responses = new Responses(faults);
  }

  /// One note more than the page holds is looked for: it shows whether there is a next page.
  void show(Exchange exchange) throws IOException, Problem {
    int limit = limit(exchange.request().query("limit"));
    long place = place(exchange.request());
    List<Note> found = notes.behind(place, Math.addExact(limit, 1));
    List<Note> page = found.subList(0, Math.min(limit, found.size()));
    var json = new LinkedHashMap<String, Object>();
    List<Note> shown = has(NEWEST_FIRST) ? page.reversed() : page;
    json.put("notes", shown.stream().map(responses::shown).toList());
    boolean more = found.size() > limit || has(NEXT_ALWAYS);
    if (more && !has(NEXT_MISSING)) {
      long next = page.isEmpty() ? place : page.getLast().number();
      json.put("next", cursor(has(OFFSET_PAGES) ? place + page.size() : next));
    }
    responses.send(exchange, 200, json);
  }

  private int limit(Optional<String> asked) throws Problem {
    if (asked.isEmpty()) {
      return has(NO_DEFAULT_LIMIT) ? 1_000_000 : DEFAULT;
    }
    if (!asked.get().matches("[1-9]\\d{0,8}")) {
      if (has(LIMIT_UNCHECKED)) {
        return DEFAULT;
      }
      throw new Problem(
          has(LIMIT_IS_500) && asked.get().matches("\\D+") ? 500 : 400,
          "“limit” is to be a number from 1.");
    }
    int limit = Integer.parseInt(asked.get());
    if (has(LARGE_LIMIT_REFUSED) && limit > MOST) {
      throw new Problem(400, "“limit” is to be at most " + MOST + ".");
    }
    if (has(LIMIT_IGNORED)) {
      return DEFAULT;
    }
    return has(LIMIT_NOT_CAPPED) ? limit : Math.min(limit, MOST);
  }

  private String cursor(long place) {
    return (has(CURSOR_NOT_DECODED) ? BEFORE_PLACE : "") + place;
  }

  private long place(Request request) throws Problem {
    String after = request.query("after").orElse("0");
    if (has(CURSOR_NOT_DECODED)) {
      after =
          request.rawQuery().contains(BEFORE_PLACE) ? after.substring(BEFORE_PLACE.length()) : "0";
    }
    if (!after.matches("\\d{1,18}")) {
      throw new Problem(400, "“after” is what “next” said.");
    }
    long place = Long.parseLong(after);
    return has(CURSOR_LOOKED_UP) && !notes.isListed(place) ? 0 : place;
  }

  /// What the hook counts.
  Map<String, Object> stats() {
    return Map.of("executed", Map.of("notes", notes.created()));
  }

  private boolean has(RequestResponseFault fault) {
    return faults.contains(fault);
  }
}
