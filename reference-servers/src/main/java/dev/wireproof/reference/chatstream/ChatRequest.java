package dev.wireproof.reference.chatstream;

import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a client asks.
///
/// @param streamed whether it wants tokens as they come
record ChatRequest(String model, boolean streamed) {

  /// Reads it from a request.
  ///
  /// @throws Problem when it is none
  static ChatRequest of(Request request, Set<ChatFault> faults) throws Problem {
    Map<String, Object> json = request.json();
    Object stream = json.getOrDefault("stream", faults.contains(ChatFault.STREAMS_UNASKED));
    if (faults.contains(ChatFault.INPUT_UNCHECKED)) {
      return new ChatRequest(String.valueOf(json.get("model")), Boolean.TRUE.equals(stream));
    }
    String model = request.text("model");
    boolean talks =
        json.get("messages") instanceof List<?> messages
            && !messages.isEmpty()
            && messages.stream().allMatch(ChatRequest::isMessage);
    if (!talks) {
      throw new Problem(422, "“messages” is to be a list of role and content, both texts.");
    }
    if (!(stream instanceof Boolean streamed)) {
      throw new Problem(422, "“stream” is to be true or false.");
    }
    return new ChatRequest(model, streamed);
  }

  private static boolean isMessage(Object message) {
    return message instanceof Map<?, ?> members
        && members.get("role") instanceof String
        && members.get("content") instanceof String;
  }
}
