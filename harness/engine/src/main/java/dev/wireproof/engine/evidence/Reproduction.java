package dev.wireproof.engine.evidence;

import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.Kind;
import dev.wireproof.wire.Octets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Shell commands that do what a spec did on its last connection, after what had changed something
/// on earlier ones, with tools that every machine has. Where they would show something else than
/// the spec saw, there are none.
public final class Reproduction {

  private static final int MOST_OCTETS = 2_000;
  private static final int MOST_COMMANDS = 4;

  /// Methods that RFC 9110 §9.2.1 does not call safe, and contracts use.
  private static final Pattern CHANGES = Pattern.compile("(POST|PUT|PATCH|DELETE) .*");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{6,}");

  private final Protocol protocol;
  private final Target target;
  private final List<Event> transcript;

  /// Of those that sent something.
  private final SortedMap<Integer, List<Event>> connections;

  private Reproduction(Protocol protocol, Target target, List<Event> transcript) {
    this.protocol = protocol;
    this.target = target;
    this.transcript = transcript;
    this.connections =
        transcript.stream()
            .filter(event -> event.connection() > 0)
            .collect(Collectors.groupingBy(Event::connection, TreeMap::new, Collectors.toList()));
    connections.values().removeIf(events -> sent(events).isEmpty());
  }

  /// The commands, one a line; empty when nothing was sent, or too much for a command line, or when
  /// the exchange needs other connections that stay open, an upstream, another instance, a signal,
  /// or a name that the target makes up anew each time.
  public static String of(Protocol protocol, Target target, List<Event> transcript) {
    var reproduction = new Reproduction(protocol, target, transcript);
    return reproduction.connections.isEmpty() || reproduction.needsMore()
        ? ""
        : reproduction.commands();
  }

  private String commands() {
    List<List<Event>> steps = steps();
    List<Event> sent = steps.stream().flatMap(events -> sent(events).stream()).toList();
    boolean tooMuch =
        sent.stream().anyMatch(Event::isCut)
            || sent.stream().mapToLong(Event::size).sum() > MOST_OCTETS
            || steps.size() > MOST_COMMANDS;
    return tooMuch || (steps.size() > 1 && usesNamesOfTheTarget(steps))
        ? ""
        : steps.stream()
            .map(events -> protocol.command(target, events).orElse(""))
            .collect(Collectors.joining("\n"));
  }

  private List<List<Event>> steps() {
    int last = connections.lastKey();
    return Stream.concat(
            connections.headMap(last).values().stream().filter(Reproduction::changesSomething),
            Stream.of(connections.get(last)))
        .toList();
  }

  private static boolean changesSomething(List<Event> events) {
    return sent(events).stream().anyMatch(event -> CHANGES.matcher(event.text()).matches());
  }

  private boolean needsMore() {
    return transcript.stream().anyMatch(event -> event.kind() == Kind.PROCESS)
        || connections.values().stream().anyMatch(this::isElsewhere)
        || leansOnOthers();
  }

  /// An upstream that the harness owns, where the other side speaks first, or another instance.
  private boolean isElsewhere(List<Event> events) {
    Event first = events.getFirst();
    return first.kind() == Kind.RECEIVED
        || (first.kind() == Kind.CONNECTED && !first.text().endsWith(":" + target.port(Protocols.port(target.address().getScheme()))));
  }

  /// Whether another connection was open when the last one began.
  private boolean leansOnOthers() {
    var open = new HashSet<Integer>();
    int last = connections.lastKey();
    for (Event event : transcript) {
      if (event.connection() == last && event.kind() == Kind.SENT) {
        return !open.isEmpty();
      }
      switch (event.kind()) {
        case CONNECTED, SENT -> open.add(event.connection());
        case CLOSED, FINISHED, RESET -> open.remove(event.connection());
        default -> {}
      }
      open.remove(last);
    }
    return false;
  }

  /// Whether something is sent that the target said first, such as the id of what was just made.
  private static boolean usesNamesOfTheTarget(List<List<Event>> steps) {
    var ours = new HashSet<String>();
    var theirs = new HashSet<String>();
    for (Event event : steps.stream().flatMap(List::stream).toList()) {
      Set<String> names = names(event.octets());
      switch (event.kind()) {
        case SENT -> {
          if (names.stream().anyMatch(theirs::contains)) {
            return true;
          }
          ours.addAll(names);
        }
        case RECEIVED -> names.stream().filter(name -> !ours.contains(name)).forEach(theirs::add);
        default -> {}
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

  private static List<Event> sent(List<Event> events) {
    return events.stream()
        .filter(event -> event.kind() == Kind.SENT && !event.octets().isEmpty())
        .toList();
  }
}
