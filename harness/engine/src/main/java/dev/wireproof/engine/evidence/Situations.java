package dev.wireproof.engine.evidence;

import dev.wireproof.engine.explain.Situation;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.verdict.Differences;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Recording;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the target did where a rule broke: of what was seen, and of what travelled.
public final class Situations {

  private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.[01] (\\d{3})\\b");
  private static final Pattern STILL_OPEN = Pattern.compile("^it was still open");
  private static final Pattern NOTHING_CAME =
      Pattern.compile("^(?:no answer|nothing|no \\w+|silence)\\b.* (?:within|for|after) \\d+ ms");
  private static final Pattern TOO_FEW = Pattern.compile("^\\d+ of \\d+ \\w+");
  private static final Pattern LAST_PART = Pattern.compile("([^/? ]{1,60})(?:\\?[^ ]*)?$");

  private Situations() {}

  /// What the target did where this result's rule broke.
  public static Situation of(Result result) {
    return result
        .verdict()
        .flatMap(Situations::saw)
        .map(saw -> of(saw, result.recording()))
        .orElse(Situation.ANSWERED);
  }

  private static Optional<String> saw(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Violates(_, String saw) -> Optional.of(saw);
      case Verdict.Tolerated(String why) when why.contains(", saw ") ->
          Optional.of(why.substring(why.indexOf(", saw ") + 6));
      default -> Optional.empty();
    };
  }

  private static Situation of(String saw, Recording recording) {
    Matcher status = STATUS.matcher(saw);
    if (status.find()) {
      return ofStatus(Integer.parseInt(status.group(1)), recording);
    }
    return Stream.of(ofConnection(saw), ofSeveral(saw), ofSilence(saw, recording))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(Situation.ANSWERED);
  }

  private static Situation ofStatus(int status, Recording recording) {
    return switch (status) {
      case 404 -> wasNamedBefore(recording) ? Situation.GONE : Situation.NO_ROUTE;
      case 405, 501 -> Situation.METHOD;
      case 401, 403 -> Situation.UNAUTHORIZED;
      default -> status >= 500 ? Situation.SERVER_ERROR : Situation.ANSWERED;
    };
  }

  private static Optional<Situation> ofConnection(String saw) {
    if (saw.startsWith("the connection was closed (FIN) in the middle")
        || saw.startsWith("an answer that stopped after")) {
      return Optional.of(Situation.CUT);
    }
    if (saw.startsWith("the connection was closed (FIN)")) {
      return Optional.of(Situation.CLOSED);
    }
    if (saw.startsWith("the connection broke")) {
      return Optional.of(Situation.RESET);
    }
    return saw.startsWith("not an HTTP/1.1 response")
        ? Optional.of(Situation.GARBAGE)
        : Optional.empty();
  }

  private static Optional<Situation> ofSeveral(String saw) {
    if (saw.contains(Differences.MISSING) || TOO_FEW.matcher(saw).find()) {
      return Optional.of(Situation.MISSING);
    }
    if (saw.contains(Differences.TWICE)) {
      return Optional.of(Situation.TWICE);
    }
    return saw.contains(Differences.ORDER) ? Optional.of(Situation.ORDER) : Optional.empty();
  }

  private static Optional<Situation> ofSilence(String saw, Recording recording) {
    boolean waited = recording.decisiveEvent().filter(Event.Silent.class::isInstance).isPresent();
    return !STILL_OPEN.matcher(saw).find()
            && (NOTHING_CAME.matcher(saw).find() || (waited && saw.startsWith("nothing")))
        ? Optional.of(Situation.SILENCE)
        : Optional.empty();
  }

  /// Whether an answer before the last request had named what the request asks for, or had been a
  /// success for the same path.
  private static boolean wasNamedBefore(Recording recording) {
    List<Event> events =
        recording.events().subList(0, recording.decisive().orElse(recording.events().size()));
    Optional<Event.Sent> asked = last(events);
    if (asked.isEmpty()) {
      return false;
    }
    String target = target(asked.get());
    Matcher name = LAST_PART.matcher(target);
    String last = name.find() ? name.group(1) : target;
    return events.subList(0, events.indexOf(asked.get())).stream()
        .anyMatch(
            event -> event instanceof Event.Received received && names(received, target, last));
  }

  private static boolean names(Event.Received received, String target, String last) {
    String text = received.octets().latin1();
    return STATUS.matcher(text).find()
        && text.startsWith("2", 9)
        && (text.contains(target) || text.contains("\"" + last + "\""));
  }

  private static Optional<Event.Sent> last(List<Event> events) {
    return events.stream()
        .flatMap(event -> event instanceof Event.Sent sent ? Stream.of(sent) : Stream.of())
        .filter(sent -> !target(sent).isEmpty())
        .reduce((_, later) -> later);
  }

  private static String target(Event.Sent sent) {
    String[] line = sent.octets().latin1().lines().findFirst().orElse("").split(" ", -1);
    return line.length == 3 && line[2].startsWith("HTTP/") ? line[1] : "";
  }
}
