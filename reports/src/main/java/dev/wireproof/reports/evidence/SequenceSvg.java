package dev.wireproof.reports.evidence;

import dev.wireproof.engine.result.Result;
import dev.wireproof.reports.text.Markup;
import dev.wireproof.reports.text.Visible;
import dev.wireproof.wire.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// An exchange as a sequence diagram: harness on the left, target on the right, time downwards. The
/// event at which the rule was seen broken is marked. The middle of a long exchange is folded.
public final class SequenceSvg {

  private static final int WIDTH = 760;
  private static final int LEFT = 110;
  private static final int RIGHT = 690;
  private static final int MIDDLE = (LEFT + RIGHT) / 2;
  private static final int TOP = 52;
  private static final int STEP = 42;
  private static final int FIRST = 16;
  private static final int LAST = 10;
  private static final int MOST_LABEL = 72;

  private final StringBuilder svg = new StringBuilder();
  private final boolean several;
  private int y = TOP;

  private SequenceSvg(boolean several) {
    this.several = several;
  }

  /// A file that brings its own style, light or dark as the reader's system is.
  public static String file(Result result) {
    return render(result, "<style>" + style() + "</style>");
  }

  /// An element for a page that has [#style].
  public static String inline(Result result) {
    return render(result, "");
  }

  /// The rules that colour a diagram.
  public static String style() {
    try (InputStream in = SequenceSvg.class.getResourceAsStream("sequence.css")) {
      if (in == null) {
        throw new IllegalStateException("sequence.css is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String render(Result result, String style) {
    List<Event> events = result.transcript();
    boolean several = events.stream().anyMatch(event -> event.connection() > 1);
    var diagram = new SequenceSvg(several);
    diagram.events(events, DecisiveEvent.of(result).orElse(-1), result.dropped());
    return diagram.frame(style, events.size());
  }

  private void events(List<Event> events, int decisive, long dropped) {
    boolean folded = events.size() > FIRST + LAST + 1;
    int hidden = folded ? events.size() - FIRST - LAST : 0;
    for (int i = 0; i < events.size(); i++) {
      if (folded && i == FIRST) {
        fold(hidden + " events not drawn");
        i += hidden;
      }
      event(events.get(i), i == decisive);
    }
    if (dropped > 0) {
      fold(dropped + " more events not kept");
    }
    if (events.isEmpty()) {
      text("note", MIDDLE, y + 24, "nothing was exchanged");
      y += STEP;
    }
  }

  private String frame(String style, int events) {
    int height = y + 18;
    String lifelines =
        line("life", LEFT, TOP - 12, LEFT, height - 8)
            + line("life", RIGHT, TOP - 12, RIGHT, height - 8);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"seq\" role=\"img\" viewBox=\"0 0 "
        + (WIDTH + " " + height + "\" width=\"" + WIDTH + "\" height=\"" + height)
        + ("\" aria-label=\"Sequence diagram of " + events + " events\">")
        + style
        + "<rect class=\"ground\" width=\"100%\" height=\"100%\" rx=\"8\"/>"
        + ("<text class=\"who\" x=\"" + LEFT + "\" y=\"28\">harness</text>")
        + ("<text class=\"who\" x=\"" + RIGHT + "\" y=\"28\">target</text>")
        + lifelines
        + svg
        + "</svg>";
  }

  private void event(Event event, boolean decisive) {
    String colour = several && event.connection() > 0 ? " c" + (event.connection() - 1) % 6 : "";
    svg.append("<g class=\"").append(decisive ? "bad" : "ok" + colour).append("\">");
    if (decisive) {
      svg.append(
          "<rect class=\"band\" x=\"4\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
              .formatted(y, WIDTH - 8, STEP - 2));
    }
    int at = y + 28;
    text("time", LEFT - 16, at + 4, String.format(Locale.ROOT, "%.1f ms", event.nanos() / 1e6));
    if (several && event.connection() > 0) {
      text("conn", RIGHT + 16, at + 4, "#" + event.connection());
    }
    String label = clip(Visible.line(event.text(), 2 * MOST_LABEL));
    shape(event, at);
    text(isRemark(event) ? "note" : "label", MIDDLE, at - 8, label);
    svg.append("</g>");
    y += STEP;
  }

  private static String clip(String label) {
    return label.length() <= MOST_LABEL ? label : label.substring(0, MOST_LABEL - 1) + "…";
  }

  private void shape(Event event, int at) {
    switch (event.kind()) {
      case CONNECTED -> {
        svg.append(line("thin", LEFT + 8, at, RIGHT - 8, at));
        head(LEFT + 1, at, -1);
        head(RIGHT - 1, at, 1);
      }
      case SENT -> arrow("line", LEFT, RIGHT, at);
      case RECEIVED -> arrow("line", RIGHT, LEFT, at);
      case HALF_CLOSED -> end(LEFT, RIGHT, at);
      case FINISHED -> end(RIGHT, LEFT, at);
      case RESET -> broken(RIGHT, LEFT, at);
      case CLOSED -> {
        if (event.text().startsWith("RST")) {
          broken(LEFT, RIGHT, at);
        } else {
          end(LEFT, RIGHT, at);
        }
      }
      case SILENCE -> svg.append(line("silence", LEFT + 6, at, RIGHT - 6, at));
      case NOTE, PROCESS -> {}
    }
  }

  private void arrow(String style, int from, int to, int at) {
    int side = to > from ? 1 : -1;
    svg.append(line(style, from, at, to - 8 * side, at));
    head(to - side, at, side);
  }

  /// The side that says no more is drawn with a bar.
  private void end(int from, int to, int at) {
    arrow("dash", from, to, at);
    svg.append(line("line", from, at - 7, from, at + 7));
  }

  private void broken(int from, int to, int at) {
    int side = to > from ? 1 : -1;
    int x = to - 12 * side;
    svg.append(line("line", from, at, x - 6 * side, at))
        .append(line("line", x - 6, at - 6, x + 6, at + 6))
        .append(line("line", x - 6, at + 6, x + 6, at - 6));
  }

  private void head(int x, int at, int side) {
    svg.append("<path class=\"head\" d=\"M%d %dl%d -5v10z\"/>".formatted(x, at, -9 * side));
  }

  private void fold(String what) {
    svg.append(line("fold", LEFT, y + 22, RIGHT, y + 22));
    text("folded", MIDDLE, y + 16, what);
    y += STEP;
  }

  private void text(String style, int x, int at, String text) {
    svg.append("<text class=\"")
        .append(style)
        .append("\" x=\"")
        .append(x)
        .append("\" y=\"")
        .append(at)
        .append("\">")
        .append(Markup.escape(text))
        .append("</text>");
  }

  private static String line(String style, int x1, int y1, int x2, int y2) {
    return "<path class=\"%s\" d=\"M%d %dL%d %d\"/>".formatted(style, x1, y1, x2, y2);
  }

  private static boolean isRemark(Event event) {
    return event.kind() == Event.Kind.NOTE || event.kind() == Event.Kind.PROCESS;
  }
}
