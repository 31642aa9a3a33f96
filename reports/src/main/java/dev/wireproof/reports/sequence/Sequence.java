package dev.wireproof.reports.sequence;

import dev.wireproof.engine.evidence.Participant;
import dev.wireproof.engine.evidence.Timeline;
import dev.wireproof.engine.evidence.Timeline.Entry;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Event.Life;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Recording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a recording as messages between client, server and upstream, and notes between them.
public final class Sequence {

  /// A name that a spec made up, so that it meets nobody else's: `room-1f3a9c2e`; or an id of the
  /// server's, in hexadecimal.
  private static final Pattern MADE_UP =
      Pattern.compile("\\b([a-z]+)-[0-9a-f]{8}\\b|\\b[0-9a-f]{16,}\\b");

  /// A port that is another one in each run.
  private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1:)\\d+");

  /// What is left of a made-up name at the end of a label that was cut.
  private static final Pattern CUT_NAME =
      Pattern.compile("(-[0-9a-f]{1,7}|(?=[a-f]*\\d)[0-9a-f]{5,})…$");

  private static final int MOST_MESSAGES = 40;
  private static final int MOST_LABEL = 64;

  private final List<SequenceOrder.Placed> placed = new ArrayList<>();
  private final Map<String, String> names = new LinkedHashMap<>();

  /// The directions of channels in which somebody understood something.
  private final Set<Direction> understood = new HashSet<>();

  /// Who spoke last on a connection.
  private final Map<Integer, Side> lastToSpeak = new HashMap<>();

  private final Set<Integer> answered = new HashSet<>();

  private record Direction(Channel channel, boolean sent) {
    static Direction of(Event.Data data) {
      return new Direction(data.channel(), data instanceof Event.Sent);
    }
  }

  /// One arrow of a diagram, or a note.
  ///
  /// @param from who says it; the same as `to` for a note
  /// @param label one line
  public record Message(Participant from, Participant to, String label) {

    static Message note(String text) {
      return new Message(Participant.SERVER, Participant.SERVER, text);
    }

    public boolean isNote() {
      return from == to;
    }
  }

  private Sequence() {}

  /// The messages of a recording, at most 40.
  public static List<Message> of(Recording recording) {
    var sequence = new Sequence();
    for (Event event : recording.events()) {
      if (event instanceof Event.Data data && !data.decoded().isEmpty()) {
        sequence.understood.add(Direction.of(data));
      }
    }
    Timeline.of(recording).entries().forEach(sequence::add);
    return SequenceOrder.of(sequence.placed).stream()
        .limit(MOST_MESSAGES)
        .map(message -> new Message(message.from(), message.to(), sequence.rename(message.label())))
        .toList();
  }

  private void add(Entry entry) {
    switch (entry.event()) {
      case Event.Data data -> data(entry, data);
      case Event.Silent silent -> silent(silent);
      case Event.Ended ended -> ended(entry, ended);
      case Event.Signalled signalled -> note(signalled.signal());
      case Event.Lived lived when lived.life() == Life.STARTED -> note(lived.text());
      // said by what is sent and received
      case Event.Opened _, Event.Keyed _, Event.Lived _, Event.Noted _ -> {}
    }
  }

  private void data(Entry entry, Event.Data data) {
    int connection = data.channel().number();
    boolean sent = data instanceof Event.Sent;
    lastToSpeak.put(connection, sent ? Side.HARNESS : Side.PEER);
    if (!sent) {
      answered.add(connection);
    }
    for (Decoded decoded : data.decoded()) {
      if (!decoded.summary().isEmpty()) {
        place(entry, connection, decoded.toString(), decoded.piece());
      }
    }
    if (!understood.contains(Direction.of(data)) && !data.octets().isEmpty()) {
      place(entry, connection, data.text(), false);
    }
  }

  private void silent(Event.Silent silent) {
    int connection = silent.channel().number();
    if (silent.channel().ends() != Ends.TARGET_TO_BACKEND
        && lastToSpeak.get(connection) == Side.HARNESS) {
      place(connection, Message.note("nothing comes: the answer is held"));
    }
  }

  private void ended(Entry entry, Event.Ended ended) {
    int connection = ended.channel().number();
    boolean ours = ended.by() == Side.HARNESS;
    boolean client = entry.from() == Participant.CLIENT;
    boolean left = ended.how() == How.ABANDONED || ended.how() == How.RST;
    if (client && ours && left && !answered.contains(connection)) {
      place(connection, new Message(entry.from(), entry.to(), "leaves"));
    } else if (ended.how() == How.RST && !client) {
      place(connection, new Message(entry.from(), entry.to(), "RST"));
    }
  }

  private void note(String text) {
    place(0, Message.note(text));
  }

  private void place(int connection, Message message) {
    placed.add(new SequenceOrder.Placed(connection, message, false, false));
  }

  private void place(Entry entry, int connection, String label, boolean piece) {
    var message = new Message(entry.from(), entry.to(), clip(label));
    placed.add(new SequenceOrder.Placed(connection, message, true, piece));
  }

  private static String clip(String label) {
    return label.length() <= MOST_LABEL ? label : label.substring(0, MOST_LABEL - 1) + "…";
  }

  /// The first room of a sequence is `room-1`, whatever it was called.
  private String rename(String label) {
    String lasting = PORT.matcher(CUT_NAME.matcher(label).replaceAll("…")).replaceAll("$1PORT");
    return MADE_UP
        .matcher(lasting)
        .replaceAll(found -> names.computeIfAbsent(found.group(), _ -> next(found.group(1))));
  }

  private String next(@Nullable String prefix) {
    String kind = prefix == null ? "id" : prefix;
    long before = names.values().stream().filter(each -> each.startsWith(kind + "-")).count();
    return kind + "-" + (before + 1);
  }
}
