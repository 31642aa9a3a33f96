package dev.wireproof.wire;

/// One thing that happened on a connection.
///
/// @param nanos since the transcript began
/// @param connection which connection of the transcript, from 1
/// @param text one line that says what it was
/// @param octets what travelled, possibly cut (see [#size])
/// @param size how many octets there were before anything was cut
public record Event(long nanos, int connection, Kind kind, String text, Octets octets, long size) {

  public enum Kind {
    CONNECTED,
    SENT,
    RECEIVED,
    /// We closed our sending side (FIN) and go on reading.
    HALF_CLOSED,
    /// The peer closed its sending side (FIN).
    FINISHED,
    /// The peer reset the connection (RST), or it broke.
    RESET,
    /// We closed or reset the connection.
    CLOSED,
    /// A wait ran out.
    SILENCE,
    /// A remark of the harness, such as what was observed or tolerated.
    NOTE,
    /// The harness started a server, or sent it a signal.
    PROCESS;

    /// `->`, `<-` or `--` seen from the harness.
    public String arrow() {
      return switch (this) {
        case SENT, HALF_CLOSED, CLOSED -> "->";
        case RECEIVED, FINISHED, RESET -> "<-";
        case CONNECTED, SILENCE, NOTE, PROCESS -> "--";
      };
    }
  }

  public boolean isCut() {
    return octets.size() < size;
  }
}
