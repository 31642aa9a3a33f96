package dev.wireproof.wire;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// One thing that happened while a spec ran.
public sealed interface Event {

  /// When, since the transcript began.
  long nanos();

  /// One line that says what it was.
  String text();

  /// Who did something. The peer is the target, on whichever end it is.
  enum Side {
    HARNESS,
    PEER
  }

  /// `->` from the harness, `<-` to it, `--` neither.
  default String arrow() {
    return switch (this) {
      case Sent _ -> "->";
      case Received _ -> "<-";
      case Ended ended -> ended.by() == Side.HARNESS ? "->" : "<-";
      case Opened _, Silent _, Keyed _, Signalled _, Lived _, Noted _ -> "--";
    };
  }

  /// Something that happened on a channel.
  sealed interface OnChannel extends Event {
    Channel channel();
  }

  /// Octets that travelled.
  sealed interface Data extends OnChannel {

    /// What travelled, possibly cut: see [#size].
    Octets octets();

    /// How many octets there were before anything was cut.
    long size();

    /// What readers and writers understood, in order: what ends in these octets.
    List<Decoded> decoded();

    /// The same, with more understood.
    Data with(List<Decoded> understood);

    default boolean isCut() {
      return octets().size() < size();
    }

    @Override
    default String text() {
      return decoded().isEmpty()
          ? octets().firstLine(size())
          : decoded().stream().map(Decoded::toString).collect(Collectors.joining(" · "));
    }
  }

  /// A connection, a path, a layer or a stream came to be.
  ///
  /// @param detail what was agreed on, such as the version of TLS; may be empty
  record Opened(long nanos, Channel channel, String detail) implements OnChannel {
    @Override
    public String text() {
      if (channel.carrier().isPresent()) {
        return (channel.layer() + " " + detail).strip();
      }
      String what = channel.ends() == Ends.TARGET_TO_BACKEND ? "accepted from " : "connected to ";
      return what + channel.remote() + (detail.isEmpty() ? "" : ", " + detail);
    }
  }

  record Sent(long nanos, Channel channel, Octets octets, long size, List<Decoded> decoded)
      implements Data {
    public Sent {
      decoded = List.copyOf(decoded);
    }

    @Override
    public Sent with(List<Decoded> understood) {
      return new Sent(nanos, channel, octets, size, understood);
    }
  }

  record Received(long nanos, Channel channel, Octets octets, long size, List<Decoded> decoded)
      implements Data {
    public Received {
      decoded = List.copyOf(decoded);
    }

    @Override
    public Received with(List<Decoded> understood) {
      return new Received(nanos, channel, octets, size, understood);
    }
  }

  /// One side ended a channel, or its own direction of it.
  ///
  /// @param why what the system said of it; may be empty
  record Ended(long nanos, Channel channel, Side by, How how, String why) implements OnChannel {
    @Override
    public String text() {
      String reason = why.isEmpty() ? "" : ": " + why;
      return switch (how) {
        case FIN -> by == Side.HARNESS ? "FIN: nothing more to send" : "FIN";
        case ABANDONED ->
            by == Side.HARNESS ? "closed by the harness" + reason : "gave up" + reason;
        case RST, CLOSE_NOTIFY, TRUNCATED, BROKEN -> how.words() + reason;
      };
    }
  }

  /// How a channel ended.
  enum How {
    /// One side sends no more and still reads.
    FIN("FIN"),
    /// The same, said by TLS itself, which nobody in between can forge.
    CLOSE_NOTIFY("close_notify"),
    /// The carrier of TLS ended without a close_notify.
    TRUNCATED("FIN without close_notify"),
    /// A reset: what was under way is lost.
    RST("RST"),
    /// One side left without waiting for the other's end.
    ABANDONED("abandoned"),
    /// The protocol failed: an alert, a port that nobody listens on.
    BROKEN("broken");

    private final String words;

    How(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// A wait ran out.
  record Silent(long nanos, Channel channel, Duration waited) implements OnChannel {
    @Override
    public String text() {
      return "nothing for " + waited.toMillis() + " ms";
    }
  }

  /// The secrets of an encrypted channel became known.
  ///
  /// @param log lines of a TLS key log file
  record Keyed(long nanos, Channel channel, String log) implements OnChannel {
    @Override
    public String text() {
      return "secrets of " + channel.layer();
    }
  }

  /// The harness sent a signal to a process.
  ///
  /// @param signal such as `SIGTERM`
  record Signalled(long nanos, String process, String signal) implements Event {
    @Override
    public String text() {
      return signal + " to " + process;
    }
  }

  /// A process came or went.
  ///
  /// @param text one line for a reader
  record Lived(long nanos, String process, Life life, String text) implements Event {}

  /// What became of a process.
  enum Life {
    STARTED,
    ENDED
  }

  /// A remark of the harness, such as what was observed or tolerated.
  record Noted(long nanos, String text) implements Event {}
}
