package dev.wireproof.reference.chatstream;

import static dev.wireproof.reference.chatstream.ChatFault.CHUNKS_IN_LINES;
import static dev.wireproof.reference.chatstream.ChatFault.CHUNKS_NAMED;
import static dev.wireproof.reference.chatstream.ChatFault.CREATED_IN_MILLISECONDS;
import static dev.wireproof.reference.chatstream.ChatFault.FINISH_EVERYWHERE;
import static dev.wireproof.reference.chatstream.ChatFault.ID_FIXED;
import static dev.wireproof.reference.chatstream.ChatFault.ID_OF_EACH_CHUNK;
import static dev.wireproof.reference.chatstream.ChatFault.MODEL_MADE_UP;
import static dev.wireproof.reference.chatstream.ChatFault.NO_INDEX;
import static dev.wireproof.reference.chatstream.ChatFault.ROLE_EVERYWHERE;
import static dev.wireproof.reference.chatstream.ChatFault.ROLE_MISSING;
import static dev.wireproof.reference.chatstream.ChatFault.WHOLE_IS_A_CHUNK;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A chat completion as JSON, whole or in chunks.
final class Completion {

  private final String model;
  private final Set<ChatFault> faults;
  private final String id;
  private final long created;
  private boolean begun;

  Completion(String model, Set<ChatFault> faults) {
    this.model = model;
    this.faults = faults;
    this.id = has(faults, ID_FIXED) ? "cc-1" : newId();
    this.created =
        has(faults, CREATED_IN_MILLISECONDS)
            ? Instant.now().toEpochMilli()
            : Instant.now().getEpochSecond();
  }

  private static String newId() {
    return "cc-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static boolean has(Set<ChatFault> faults, ChatFault fault) {
    return faults.contains(fault);
  }

  private boolean has(ChatFault fault) {
    return has(faults, fault);
  }

  /// An event with the next part of the completion; the first one names the role.
  String chunk(String content) throws IOException {
    var delta = new LinkedHashMap<String, Object>();
    if ((!begun || has(ROLE_EVERYWHERE)) && !has(ROLE_MISSING)) {
      delta.put("role", "assistant");
    }
    begun = true;
    delta.put("content", content);
    return event(
        shown("chat.completion.chunk", "delta", delta, has(FINISH_EVERYWHERE) ? "stop" : null));
  }

  /// The event that says that there is no more.
  String finish() throws IOException {
    return event(shown("chat.completion.chunk", "delta", Map.of(), "stop"));
  }

  /// The event that says that there would have been more.
  static String error() throws IOException {
    return "data: "
        + JSON.std.asString(Map.of("error", Map.of("message", "The model has failed.")))
        + "\n\n";
  }

  Map<String, Object> whole(String content) {
    var message = new LinkedHashMap<String, Object>();
    message.put("role", "assistant");
    message.put("content", content);
    String object = has(WHOLE_IS_A_CHUNK) ? "chat.completion.chunk" : "chat.completion";
    return shown(object, "message", message, "stop");
  }

  private Map<String, Object> shown(
      String object, String part, Object value, @Nullable String finish) {
    var choice = new LinkedHashMap<String, @Nullable Object>();
    choice.put(part, value);
    if (!has(NO_INDEX) || part.equals("message")) {
      choice.put("index", 0);
    }
    choice.put("finish_reason", finish);
    var json = new LinkedHashMap<String, Object>();
    json.put("choices", List.of(choice));
    json.put("id", has(ID_OF_EACH_CHUNK) ? newId() : id);
    json.put("object", object);
    json.put("created", created);
    boolean chunk = part.equals("delta");
    json.put("model", chunk && has(MODEL_MADE_UP) ? "m-0" : model);
    return json;
  }

  /// JSON has no line ends of its own, so one data line is enough.
  private String event(Map<String, Object> json) throws IOException {
    String text = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(json);
    String lines = has(CHUNKS_IN_LINES) ? text.replace(",\"id\"", ",\ndata: \"id\"") : text;
    return (has(CHUNKS_NAMED) ? "event: chunk\n" : "") + "data: " + lines + "\n\n";
  }
}
