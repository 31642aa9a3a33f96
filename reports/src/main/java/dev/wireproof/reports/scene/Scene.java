package dev.wireproof.reports.scene;

import dev.wireproof.reports.scene.Step.Actor;
import dev.wireproof.wire.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a transcript as a scene between client, server and upstream.
public final class Scene {

  /// How the harness writes down what happens at its upstream.
  private static final Pattern UPSTREAM = Pattern.compile("upstream (got|answers|sends) (.*)");

  /// A name that a spec made up, so that it meets nobody else's: `room-1f3a9c2e`; or an id of the
  /// server's, in hexadecimal.
  private static final Pattern MADE_UP =
      Pattern.compile("\\b([a-z]+)-[0-9a-f]{8}\\b|\\b[0-9a-f]{16,}\\b");

  /// A port that is another one in each run.
  private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1:)\\d+");

  /// What is left of a made-up name at the end of a label that was cut.
  private static final Pattern CUT_NAME =
      Pattern.compile("(-[0-9a-f]{1,7}|(?=[a-f]*\\d)[0-9a-f]{5,})…$");

  private static final int MOST_STEPS = 40;

  private final List<Told> told = new ArrayList<>();
  private final Map<Integer, Message> messages = new HashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Set<Integer> answered = new HashSet<>();

  private Scene() {}

  /// The steps of a transcript, at most 40.
  public static List<Step> of(List<Event> transcript) {
    var scene = new Scene();
    transcript.forEach(scene::add);
    return Told.inOrder(scene.told).stream()
        .limit(MOST_STEPS)
        .map(step -> new Step(step.from(), step.to(), scene.rename(step.label())))
        .toList();
  }

  private void add(Event event) {
    Matcher upstream = UPSTREAM.matcher(event.text());
    if (upstream.matches()) {
      upstream(event, upstream.group(1), upstream.group(2));
      return;
    }
    switch (event.kind()) {
      case SENT -> {
        for (String label : message(event, true).take(event.octets())) {
          tell(event, new Step(Actor.CLIENT, Actor.SERVER, label));
        }
      }
      case RECEIVED -> {
        answered.add(event.connection());
        for (String label : message(event, false).take(event.octets())) {
          // a comment of an event stream keeps the connection alive and says nothing
          if (!label.startsWith(":")) {
            tell(event, new Step(Actor.SERVER, Actor.CLIENT, label));
          }
        }
      }
      case SILENCE -> tell(event, Step.remark(Actor.SERVER, "nothing comes: the answer is held"));
      case RESET -> tell(event, new Step(Actor.SERVER, Actor.CLIENT, "RST"));
      case CLOSED -> {
        if (!answered.contains(event.connection())) {
          tell(event, new Step(Actor.CLIENT, Actor.SERVER, "leaves"));
        }
      }
      case NOTE, PROCESS -> note(event);
      case CONNECTED, HALF_CLOSED, FINISHED -> {} // said by what is sent and received
    }
  }

  private void upstream(Event event, String verb, String what) {
    boolean asked = verb.equals("got");
    tell(
        event,
        new Step(
            asked ? Actor.SERVER : Actor.UPSTREAM, asked ? Actor.UPSTREAM : Actor.SERVER, what));
  }

  private void note(Event event) {
    String text = event.text();
    if (text.startsWith("SIG") || text.startsWith("started") || text.startsWith("ready")) {
      tell(event, Step.remark(Actor.SERVER, text.replaceFirst(" at http.*", "")));
    }
  }

  private void tell(Event event, Step step) {
    told.add(new Told(event.connection(), step));
  }

  private Message message(Event event, boolean fromClient) {
    int key = fromClient ? -event.connection() : event.connection();
    return messages.computeIfAbsent(key, _ -> new Message());
  }

  /// The first room of a scene is `room-1`, whatever it was called.
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
