package dev.wireproof.engine.evidence;

import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.Ended;
import dev.wireproof.wire.Event.Opened;
import dev.wireproof.wire.Event.Received;
import dev.wireproof.wire.Event.Sent;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Shell commands that do what a spec did on its last connection, after what had changed something
/// on earlier ones. Where they would show something else than the spec saw, there are none.
public final class Reproduction {

  private static final int MOST_OCTETS = 2_000;
  private static final int MOST_COMMANDS = 4;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{6,}");

  private final int port;
  private final CommandOf command;
  private final List<Event> transcript;

  /// Of those that sent something.
  private final SortedMap<Integer, List<Event>> connections = new TreeMap<>();

  private Reproduction(int port, CommandOf command, List<Event> transcript) {
    this.port = port;
    this.command = command;
    this.transcript = transcript;
    for (Event event : transcript) {
      if (event instanceof Event.OnChannel on) {
        connections.computeIfAbsent(on.channel().number(), _ -> new ArrayList<>()).add(event);
      }
    }
    connections.values().removeIf(events -> sent(events).isEmpty());
  }

  /// The commands, one a line; empty when nothing was sent, or too much for a command line, or when
  /// the exchange needs other connections that stay open, an upstream, another instance, a signal,
  /// or a name that the target makes up anew each time.
  public static String of(Target target, CommandOf command, Recording recording) {
    if (recording.dropped() > 0) {
      return "";
    }
    var reproduction =
        new Reproduction(
            target.port(Protocols.port(target.address().getScheme())), command, recording.events());
    return reproduction.connections.isEmpty() || reproduction.needsMore()
        ? ""
        : reproduction.commands();
  }

  private String commands() {
    List<List<Event>> steps = steps();
    List<Sent> sent = steps.stream().flatMap(events -> sent(events).stream()).toList();
    boolean tooMuch =
        sent.stream().anyMatch(Sent::isCut)
            || sent.stream().mapToLong(Sent::size).sum() > MOST_OCTETS
            || steps.size() > MOST_COMMANDS;
    if (tooMuch || (steps.size() > 1 && usesNamesOfTheTarget(steps))) {
      return "";
    }
    List<Optional<String>> commands = steps.stream().map(command::command).toList();
    return commands.stream().anyMatch(Optional::isEmpty)
        ? ""
        : commands.stream().flatMap(Optional::stream).collect(Collectors.joining("\n"));
  }

  private List<List<Event>> steps() {
    int last = connections.lastKey();
    return Stream.concat(
            connections.headMap(last).values().stream().filter(Reproduction::changesSomething),
            Stream.of(connections.get(last)))
        .toList();
  }

  private static boolean changesSomething(List<Event> events) {
    return sent(events).stream()
        .flatMap(event -> event.decoded().stream())
        .anyMatch(Decoded::changesSomething);
  }

  private boolean needsMore() {
    return transcript.stream()
            .anyMatch(event -> event instanceof Event.Signalled || event instanceof Event.Lived)
        || connections.values().stream().anyMatch(this::isElsewhere)
        || leansOnOthers();
  }

  /// An upstream that the harness owns, or another instance.
  private boolean isElsewhere(List<Event> events) {
    return events.stream()
        .flatMap(event -> event instanceof Event.OnChannel on ? Stream.of(on) : Stream.of())
        .map(on -> on.channel().lowest())
        .anyMatch(lowest ->
            lowest.ends() == Ends.TARGET_TO_BACKEND
                || (lowest.remote().isKnown() && lowest.remote().port() != port));
  }

  /// Whether another connection was open when the last one began.
  private boolean leansOnOthers() {
    var open = new HashSet<Integer>();
    int last = connections.lastKey();
    for (Event event : transcript) {
      if (!(event instanceof Event.OnChannel on)) {
        continue;
      }
      int number = on.channel().number();
      if (number == last && on instanceof Sent) {
        return !open.isEmpty();
      }
      if (number != last && (on instanceof Opened || on instanceof Sent)) {
        open.add(number);
      } else if (on instanceof Ended ended && endsItAll(ended)) {
        open.remove(number);
      }
    }
    return false;
  }

  private static boolean endsItAll(Ended ended) {
    return ended.channel().stream().isEmpty()
        && !(ended.by() == Event.Side.HARNESS && isHalfClose(ended));
  }

  private static boolean isHalfClose(Ended ended) {
    return ended.how() == Event.How.FIN || ended.how() == Event.How.CLOSE_NOTIFY;
  }

  /// Whether something is sent that the target said first, such as the id of what was just made.
  private static boolean usesNamesOfTheTarget(List<List<Event>> steps) {
    var ours = new HashSet<String>();
    var theirs = new HashSet<String>();
    for (Event event : steps.stream().flatMap(List::stream).toList()) {
      if (event instanceof Sent sent) {
        Set<String> names = names(sent.octets());
        if (names.stream().anyMatch(theirs::contains)) {
          return true;
        }
        ours.addAll(names);
      } else if (event instanceof Received received) {
        names(received.octets()).stream().filter(name -> !ours.contains(name)).forEach(theirs::add);
      }
    }
    return false;
  }

  private static Set<String> names(Octets octets) {
    return NAME.matcher(octets.latin1())
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static List<Sent> sent(List<Event> events) {
    return events.stream()
        .flatMap(event -> event instanceof Sent sent ? Stream.of(sent) : Stream.of())
        .filter(sent -> !sent.octets().isEmpty())
        .toList();
  }
}
