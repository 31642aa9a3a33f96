package dev.wireproof.reference.requestresponse;

import static dev.wireproof.reference.requestresponse.RequestResponseFault.ANSWERED_WITH_200;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.ANSWERS_OVERTAKE;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.CHECKED_THEN_WRITTEN;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.ETAG_MISSING;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.HEAD_WITHOUT_ETAG;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.LOCATION_MISSING;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.LOCATION_OF_ALL;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PUT_ANSWERS_OLD;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PUT_APPENDS;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PUT_CREATES;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PUT_NOT_STORED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.READS_COUNTED_IN_ETAG;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.SAME_PUT_REFUSED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.SECOND_DELETE_IS_500;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.SHARED_FIELD;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.STALE_STORED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.STORED_THEN_CHECKED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.TEXT_LEFT_OUT;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.UNKNOWN_IS_500;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.UNKNOWN_IS_EMPTY;

import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import dev.wireproof.reference.web.Router;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// One note at a time: created, shown, replaced, deleted.
final class NoteRoutes {

  private static final int LONG_TEXT = 1000;

  private final Set<RequestResponseFault> faults;
  private final Notes notes;
  private final Responses responses;
  private final JsonBody bodies;
  private final NoteText texts;
  private final Tags tags;
  private final Crowd crowd = new Crowd();
  private final AtomicReference<Note> field;

  NoteRoutes(Set<RequestResponseFault> faults, Notes notes) {
    this.faults = faults;
    this.notes = notes;
    this.responses = new Responses(faults);
    this.bodies = new JsonBody(faults);
    this.texts = new NoteText(faults);
    this.tags = new Tags(faults);
    this.field = new AtomicReference<>(new Note(0, "0", "", 1));
  }

  void on(Router router) {
    router
        .on("POST", "/notes", this::create)
        .on("GET", "/notes/{id}", this::show)
        .on("PUT", "/notes/{id}", this::replace)
        .on("DELETE", "/notes/{id}", this::delete);
  }

  private void create(Exchange exchange) throws IOException, Problem {
    Note note = notes.add(text(exchange));
    if (has(ANSWERS_OVERTAKE) && note.text().length() > LONG_TEXT) {
      Crowd.pause();
    }
    if (has(SHARED_FIELD)) {
      field.set(note);
      note = crowd.enter() ? field.get() : note;
    }
    Map<String, Object> shown = responses.shown(note);
    if (has(TEXT_LEFT_OUT)) {
      shown.remove("text");
    }
    responses.send(exchange, has(ANSWERED_WITH_200) ? 200 : 201, shown, createdFields(note));
  }

  private String[] createdFields(Note note) {
    String location = "Location: /notes" + (has(LOCATION_OF_ALL) ? "" : "/" + note.id());
    String tag = "ETag: " + tags.of(note);
    if (has(LOCATION_MISSING)) {
      return new String[] {tag};
    }
    return has(ETAG_MISSING) ? new String[] {location} : new String[] {location, tag};
  }

  private String text(Exchange exchange) throws Problem {
    Request request = exchange.request();
    Map<String, Object> json = bodies.json(request);
    try {
      return texts.of(request, json);
    } catch (Problem problem) {
      if (has(STORED_THEN_CHECKED)) {
        String stored = String.valueOf(json.get("text"));
        if (request.method().equals("POST")) {
          notes.add(stored);
        } else {
          notes.change(exchange.variable("id"), note -> note.with(stored));
        }
      }
      throw problem;
    }
  }

  private void show(Exchange exchange) throws IOException, Problem {
    Optional<Note> found = notes.find(exchange.variable("id"));
    if (found.isEmpty() && has(UNKNOWN_IS_EMPTY)) {
      responses.send(exchange, 200, Map.of());
      return;
    }
    Note note = found.orElseThrow(this::unknown);
    if (has(READS_COUNTED_IN_ETAG)) {
      notes.change(
          note.id(), was -> new Note(was.number(), was.id(), was.text(), was.version() + 1));
    }
    if (has(HEAD_WITHOUT_ETAG) && exchange.request().method().equals("HEAD")) {
      responses.send(exchange, 200, responses.shown(note));
    } else {
      responses.send(exchange, 200, responses.shown(note), "ETag: " + tags.of(note));
    }
  }

  private Problem unknown() {
    return new Problem(has(UNKNOWN_IS_500) ? 500 : 404, "There is no such note.");
  }

  private void replace(Exchange exchange) throws IOException, Problem {
    String id = exchange.variable("id");
    String text = text(exchange);
    Optional<String> ifMatch = exchange.request().field("If-Match");
    if (has(PUT_CREATES) && notes.find(id).isEmpty()) {
      responses.send(exchange, 201, responses.shown(notes.add(text)));
      return;
    }
    Note before = notes.find(id).orElseThrow(this::unknown);
    boolean early = tags.mayChange(before, ifMatch);
    if (has(CHECKED_THEN_WRITTEN)) {
      Crowd.pause();
    }
    if (has(SAME_PUT_REFUSED) && before.text().equals(text)) {
      throw new Problem(409, "The note has this text already.");
    }
    var stale = new AtomicBoolean();
    Note now =
        notes
            .change(
                id,
                note -> {
                  stale.set(!(has(CHECKED_THEN_WRITTEN) ? early : tags.mayChange(note, ifMatch)));
                  return stale.get() && !has(STALE_STORED) ? note : changed(note, text);
                })
            .orElseThrow(this::unknown);
    if (stale.get()) {
      throw new Problem(412, "The note has changed since.");
    }
    Note answered = has(PUT_NOT_STORED) ? now.with(text) : has(PUT_ANSWERS_OLD) ? before : now;
    responses.send(exchange, 200, responses.shown(answered), "ETag: " + tags.of(now));
  }

  private Note changed(Note note, String text) {
    if (has(PUT_NOT_STORED)) {
      return note;
    }
    return note.with(has(PUT_APPENDS) ? note.text() + text : text);
  }

  private void delete(Exchange exchange) throws IOException, Problem {
    if (!notes.delete(exchange.variable("id"))) {
      throw new Problem(has(SECOND_DELETE_IS_500) ? 500 : 404, "There is no such note.");
    }
    exchange.respond(204);
  }

  private boolean has(RequestResponseFault fault) {
    return faults.contains(fault);
  }
}
