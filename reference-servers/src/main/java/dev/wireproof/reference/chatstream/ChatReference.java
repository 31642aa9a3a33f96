package dev.wireproof.reference.chatstream;

import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the chat server into the catalogue.
public final class ChatReference implements ReferenceProvider {

  private static final Duration BRISK = Duration.ofMillis(200);
  private static final Duration FOR_PEOPLE = Duration.ofSeconds(15);

  @Override
  public Reference reference() {
    return new Reference(
        "chat-stream",
        List.of(ChatFault.values()),
        Set.of(),
        Map.of("heartbeat", "400ms"),
        (environment, faults) ->
            ChatServer.start(environment, BRISK, Fault.of(ChatFault.class, faults)),
        (environment, faults) ->
            ChatServer.start(environment, FOR_PEOPLE, Fault.of(ChatFault.class, faults)));
  }
}
