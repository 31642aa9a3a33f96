package dev.wireproof.reference.http1.connection;

import dev.wireproof.reference.http1.codec.ResponseWriter;
import dev.wireproof.reference.http1.fault.ConnectionFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.PersistenceFault;
import dev.wireproof.reference.http1.message.Head;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Sends the responses of one connection: each as soon as it is there, in the order of the requests
/// (RFC 9112 §9.3.2).
final class ResponseQueue {

  private record Held(Head request, ResponseWriter.Parts response) {}

  private final ResponseOutput output;
  private final Faults faults;
  private final List<Held> held = new ArrayList<>();
  private final List<ResponseWriter.Parts> overtaken = new ArrayList<>();

  ResponseQueue(ResponseOutput output, Faults faults) {
    this.output = output;
    this.faults = faults;
  }

  /// @param more whether the next request is already here
  void send(Head request, ResponseWriter.Parts response, boolean more) throws IOException {
    if (isOvertaken(request) && more) {
      overtaken.add(response);
      return;
    }
    if (keepsOrder()) {
      output.send(response);
      sendOvertaken();
      return;
    }
    held.add(new Held(request, response));
    if (!more) {
      flush();
    }
  }

  /// Sends what a fault has held back: the newest first where the requests were different ones.
  void flush() throws IOException {
    boolean differ =
        held.stream().map(each -> each.request().line().target()).distinct().count() > 1;
    boolean plain = held.stream().allMatch(each -> each.request().line().method().equals("GET"));
    if (differ && plain) {
      held.addFirst(held.removeLast());
    }
    for (Held each : held) {
      output.send(each.response());
    }
    held.clear();
  }

  private void sendOvertaken() throws IOException {
    for (ResponseWriter.Parts each : overtaken) {
      output.send(each);
    }
    overtaken.clear();
  }

  private boolean isOvertaken(Head request) {
    return faults.has(PersistenceFault.SLOW_ANSWER_OVERTAKEN)
        && request.line().target().startsWith("/slow");
  }

  private boolean keepsOrder() {
    return !faults.has(ConnectionFault.PIPELINE_ANSWERED_NEWEST_FIRST);
  }
}
