package dev.wireproof.engine.evidence;

import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.Kind;
import dev.wireproof.wire.Octets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a result has to say to a person: the rule, what was expected and seen, why it matters and
/// what usually breaks it, what travelled, and how to see it without this harness.
public final class FailureMessage {

  private static final int MOST_LINES_A_MESSAGE = 12;
  private static final int MOST_EVENTS = 40;
  private static final int EVENTS_OF_THE_BEGINNING = 12;

  /// So few events are not too many lines, all of them whole.
  private static final int EVENTS_SHOWN_WHOLE = 16;

  /// The connections of these are what a failure is about.
  private static final int LAST_EVENTS = 8;

  /// What the harness's own upstream did has a text that says more than the octets.
  private static final String UPSTREAM = "upstream ";

  private static final int HEX_ROWS = 12;
  private static final int HEX_ROWS_OF_TEXT = 4;
  private static final int WIDTH = 96;

  private FailureMessage() {}

  /// The whole of it, for a failure.
  public static String of(Result result, Explanation explanation) {
    var text = new StringBuilder();
    text.append(title(result)).append("\n  ").append(result.of().claim()).append("\n\n");
    finding(text, result);
    if (result.reproduction().isEmpty() && !explanation.seeIt().isEmpty()) {
      part(text, "see it", explanation.seeIt());
    }
    part(text, "why", explanation.why());
    if (!result.is(Verdict.Kind.INCONCLUSIVE)) {
      // where a step before the rule failed, what breaks the rule is not what happened
      part(text, "cause", explanation.cause());
      part(text, "hint", explanation.hint());
    }
    transcript(text, result.transcript(), result.dropped());
    lastAnswer(text, result.transcript());
    if (!result.reproduction().isEmpty()) {
      text.append("\n  see it yourself\n    ")
          .append(result.reproduction().replace("\n", "\n    "))
          .append('\n');
    }
    return text.toString();
  }

  /// `http1.host.missing · MUST · RFC 9112 §3.2`.
  public static String title(Result result) {
    Level level = result.of().level();
    return result.fullId() + " · " + level + " · " + result.of().source();
  }

  /// The verdict in one line.
  public static String line(Result result) {
    return result
        .verdict()
        .map(verdict ->
            switch (verdict) {
              case Verdict.Conforms _ -> "";
              case Verdict.Tolerated(String why) -> why;
              case Verdict.Violates(String expected, String saw) ->
                  "expected " + expected + ", saw " + saw;
              case Verdict.NotApplicable(String why) -> why;
              case Verdict.Inconclusive(String why) -> why;
              case Verdict.Observed(String fact) -> fact;
            })
        .orElse("the harness failed");
  }

  private static void finding(StringBuilder text, Result result) {
    switch (result.outcome()) {
      case Result.Outcome.Judged(Verdict.Violates(String expected, String saw)) -> {
        part(text, "expected", expected);
        part(text, "saw", saw);
      }
      case Result.Outcome.Judged(Verdict verdict) ->
          part(text, verdict.kind().title().toLowerCase(Locale.ROOT), line(result));
      case Result.Outcome.HarnessFault(String stackTrace) -> text.append(stackTrace).append('\n');
    }
    result.deviation().ifPresent(why -> part(text, "known", why));
  }

  private static void part(StringBuilder text, String label, String content) {
    if (!content.isEmpty()) {
      String indent = " ".repeat(12);
      text.append("  %-9s ".formatted(label)).append(wrapped(content, indent)).append('\n');
    }
  }

  /// Breaks paragraphs of prose into lines that fit a terminal, indented from the second on.
  public static String wrapped(String content, String indent) {
    return wrap(content).strip().replace("\n", "\n" + indent);
  }

  private static String wrap(String content) {
    var text = new StringBuilder();
    for (String paragraph : content.split("\n\\s*\n", -1)) {
      int column = 0;
      for (String word : paragraph.strip().split("\\s+", -1)) {
        if (column > 0 && column + word.length() > WIDTH) {
          text.append('\n');
          column = 0;
        }
        text.append(column == 0 ? "" : " ").append(word);
        column += word.length() + 1;
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void transcript(StringBuilder text, List<Event> all, long dropped) {
    if (all.isEmpty()) {
      return;
    }
    boolean many = all.size() > MOST_EVENTS || dropped > 0;
    // of many connections most are closed when all is over, which tells nothing
    List<Event> events =
        many ? all.stream().filter(event -> event.kind() != Kind.CLOSED).toList() : all;
    int head = many ? Math.min(EVENTS_OF_THE_BEGINNING, events.size()) : events.size();
    int tail = many ? Math.max(head, events.size() - (MOST_EVENTS - head)) : events.size();
    Set<Integer> whole = shownWhole(events);
    boolean numbered = events.stream().anyMatch(event -> event.connection() > 1);
    text.append("\n  what happened\n");
    events.subList(0, head).forEach(event -> event(text, event, numbered, whole));
    if (many) {
      text.append("    … ")
          .append(tail - head + all.size() - events.size() + dropped)
          .append(" events are left out here\n");
    }
    events.subList(tail, events.size()).forEach(event -> event(text, event, numbered, whole));
  }

  /// Earlier connections are controls and preparations: their first lines tell enough, unless all
  /// of it is short.
  private static Set<Integer> shownWhole(List<Event> events) {
    return events.stream()
        .skip(events.size() <= EVENTS_SHOWN_WHOLE ? 0 : events.size() - LAST_EVENTS)
        .map(Event::connection)
        .collect(Collectors.toSet());
  }

  private static void event(StringBuilder text, Event event, boolean numbered, Set<Integer> whole) {
    String connection = numbered && event.connection() > 0 ? "#" + event.connection() + " " : "";
    String prefix =
        "    %8.1f ms  %s%s  ".formatted(event.nanos() / 1e6, connection, event.kind().arrow());
    if (event.octets().isEmpty() || !whole.contains(event.connection())) {
      text.append(prefix).append(event.text()).append('\n');
      return;
    }
    if (event.text().startsWith(UPSTREAM)) {
      text.append(prefix).append(event.text()).append('\n');
      prefix = " ".repeat(prefix.length());
    }
    String indent = " ".repeat(prefix.length());
    String[] lines = event.octets().latin1().split("(?<=\n)", -1);
    for (int i = 0; i < lines.length && !lines[i].isEmpty(); i++) {
      if (i == MOST_LINES_A_MESSAGE) {
        text.append(indent).append("… ").append(event.size()).append(" octets in all\n");
        break;
      }
      text.append(i == 0 ? prefix : indent).append(Octets.latin1(lines[i])).append('\n');
    }
  }

  private static void lastAnswer(StringBuilder text, List<Event> events) {
    events.stream()
        .filter(event -> event.kind() == Kind.RECEIVED && !event.octets().isEmpty())
        .reduce((_, last) -> last)
        .ifPresent(last ->
            text.append("\n  the last octets that came\n")
                .append(HexDump.of(last.octets(), rows(last.octets())).indent(4)));
  }

  /// Text was shown as text already, so a few rows do; anything else is seen best in hexadecimal.
  private static int rows(Octets octets) {
    return octets.latin1().chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\r' || c == '\n')
        ? HEX_ROWS_OF_TEXT
        : HEX_ROWS;
  }
}
