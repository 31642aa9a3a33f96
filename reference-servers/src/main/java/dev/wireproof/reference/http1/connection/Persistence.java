package dev.wireproof.reference.http1.connection;

import dev.wireproof.reference.http1.fault.ConnectionFault;
import dev.wireproof.reference.http1.fault.ExpectFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.FieldFault;
import dev.wireproof.reference.http1.fault.PersistenceFault;
import dev.wireproof.reference.http1.message.Head;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import java.util.List;

/// Whether a connection outlives a response, and what the response says about it (RFC 9112 §9.3,
/// §9.6).
final class Persistence {

  private static final String CLOSE = "close";
  private static final String KEEP_ALIVE = "keep-alive";
  private static final String CONNECTION = "Connection";
  private static final int SEVERAL = 10;

  private final Faults faults;

  Persistence(Faults faults) {
    this.faults = faults;
  }

  /// What the client asked for: `close` ends the connection, wherever it stands in Connection; else
  /// the version decides.
  boolean isWanted(Head head) {
    if (faults.has(PersistenceFault.ONE_REQUEST_EACH)) {
      return false;
    }
    List<String> options = options(head);
    if (options.contains(CLOSE) && honoursClose() && !prefersKeepAlive(options)) {
      return false;
    }
    return !head.line().isVersion10() || options.contains(KEEP_ALIVE) || keepsHttp10();
  }

  private List<String> options(Head head) {
    boolean beginsEmpty = head.fields().first(CONNECTION).orElse("").startsWith(",");
    if (beginsEmpty && stopsAtEmptyElement()) {
      return List.of();
    }
    if (faults.has(PersistenceFault.CLOSE_SOUGHT_AS_WHOLE_VALUE)) {
      return head.fields().values(CONNECTION);
    }
    return faults.has(PersistenceFault.CLOSE_COMPARED_BY_CASE)
        ? head.fields().elements(CONNECTION)
        : head.connectionOptions();
  }

  private boolean prefersKeepAlive(List<String> options) {
    return options.contains(KEEP_ALIVE) && faults.has(PersistenceFault.KEEP_ALIVE_BEATS_CLOSE);
  }

  /// Whether a response ends the connection that neither asks for it nor is asked to.
  boolean endsAfter(Response response, int answered) {
    return (answered == SEVERAL && faults.has(PersistenceFault.CLOSES_AFTER_TEN))
        || (response.status() == Status.NOT_FOUND
            && faults.has(PersistenceFault.ERROR_ENDS_CONNECTION));
  }

  /// The value of Connection in the response; empty when there is nothing to say.
  String announcement(Head head, boolean goesOn) {
    if (!goesOn) {
      return announcesClose(head) ? CLOSE : "";
    }
    boolean askedFor = head.connectionOptions().contains(KEEP_ALIVE);
    return head.line().isVersion10() && askedFor && tellsHttp10() ? KEEP_ALIVE : "";
  }

  private boolean tellsHttp10() {
    return !faults.has(PersistenceFault.HTTP10_KEPT_WITHOUT_A_WORD);
  }

  private boolean stopsAtEmptyElement() {
    return faults.has(FieldFault.EMPTY_ELEMENT_ENDS_LIST);
  }

  private boolean honoursClose() {
    return !faults.has(ConnectionFault.CLOSE_IGNORED);
  }

  private boolean announcesClose(Head head) {
    boolean waits = head.fields().has("Expect");
    return !faults.has(ConnectionFault.CLOSE_NOT_ANNOUNCED)
        && !(waits && faults.has(ExpectFault.REFUSED_CLOSE_NOT_ANNOUNCED));
  }

  private boolean keepsHttp10() {
    return faults.has(ConnectionFault.HTTP10_KEPT_OPEN);
  }
}
