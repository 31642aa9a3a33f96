package dev.wireproof.reference.publishsubscribe;

import dev.wireproof.reference.web.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Carries out again what the journal says, so that memory is as it was.
///
/// @param commands in the order in which they were carried out
record Replay(List<Map<String, Object>> commands, Set<BrokerFault> faults) {

  static Replay of(List<Map<String, Object>> commands, Set<BrokerFault> faults) {
    return new Replay(commands, faults);
  }

  void into(Broker broker) throws IOException {
    for (Map<String, Object> command : commands) {
      try {
        carryOut(command, broker);
      } catch (Problem e) {
        throw new IOException("the journal has a command that was refused: " + command, e);
      }
    }
    broker.forgetWhatIsNotDurable();
  }

  private void carryOut(Map<String, Object> command, Broker broker) throws Problem {
    String name = String.valueOf(command.get("name"));
    switch (String.valueOf(command.get("do"))) {
      case "put" -> {
        var settings =
            SubscriptionSettings.of(members(command, "settings"), Duration.ofSeconds(30), faults);
        broker.subscriptions().enter(name, settings, Filter.of(settings.filter(), faults));
      }
      case "delete" -> broker.subscriptions().remove(name);
      case "publish" -> broker.accept(BrokerMessage.read(members(command, "message")));
      case "done" ->
          broker
              .subscriptions()
              .wasDone(String.valueOf(command.get("queue")), String.valueOf(command.get("id")));
      default -> throw new Problem(500, "unknown command");
    }
  }

  private static Map<?, ?> members(Map<String, Object> command, String name) {
    return command.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }
}
