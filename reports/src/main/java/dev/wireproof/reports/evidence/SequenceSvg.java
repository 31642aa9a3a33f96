package dev.wireproof.reports.evidence;

import dev.wireproof.engine.evidence.Participant;
import dev.wireproof.engine.evidence.Timeline;
import dev.wireproof.engine.evidence.Timeline.Entry;
import dev.wireproof.reports.text.Markup;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Recording;
import dev.wireproof.wire.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A recording as a sequence diagram: the client on the left, then the server, then what stands
/// behind it; time goes downwards. The event by which the verdict fell is marked. The middle of a
/// long exchange is folded.
public final class SequenceSvg {

  private static final int LEFT = 110;
  private static final int MARGIN = 70;
  private static final int APART = 580;
  private static final int APART_OF_THREE = 430;
  private static final int TOP = 52;
  private static final int STEP = 42;
  private static final int FIRST = 16;
  private static final int LAST = 10;
  private static final int WIDTH_OF_LETTER = 8;

  private final StringBuilder svg = new StringBuilder();
  private final List<Participant> participants;
  private final boolean numbered;
  private final int apart;
  private final int right;
  private int y = TOP;

  private SequenceSvg(Timeline timeline) {
    this.participants = timeline.participants();
    this.numbered = timeline.isNumbered();
    this.apart = participants.size() > 2 ? APART_OF_THREE : APART;
    this.right = LEFT + apart * (participants.size() - 1);
  }

  /// A file that brings its own style, light or dark as the reader's system is.
  public static String file(Recording recording) {
    return render(recording, "<style>" + style() + "</style>");
  }

  /// An element for a page that has [#style].
  public static String inline(Recording recording) {
    return render(recording, "");
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

  private static String render(Recording recording, String style) {
    Timeline timeline = Timeline.of(recording);
    var diagram = new SequenceSvg(timeline);
    diagram.entries(timeline.entries(), timeline.dropped());
    return diagram.frame(style, timeline.entries().size());
  }

  private void entries(List<Entry> entries, long dropped) {
    boolean folded = entries.size() > FIRST + LAST + 1;
    int hidden = 0;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      boolean middle = folded && i >= FIRST && i < entries.size() - LAST;
      if (middle && !entry.decisive()) {
        hidden++;
        continue;
      }
      hidden(hidden);
      hidden = 0;
      entry(entry);
    }
    if (dropped > 0) {
      fold(dropped + " more events not kept");
    }
    if (entries.isEmpty()) {
      text("note", (LEFT + right) / 2, y + 24, "nothing was exchanged");
      y += STEP;
    }
  }

  private void hidden(int events) {
    if (events > 0) {
      fold(events + " events not drawn");
    }
  }

  private int width() {
    return right + MARGIN;
  }

  private int column(Participant participant) {
    return LEFT + apart * participants.indexOf(participant);
  }

  private String frame(String style, int events) {
    int height = y + 18;
    var lifelines = new StringBuilder();
    for (Participant each : participants) {
      int x = column(each);
      lifelines
          .append("<text class=\"who\" x=\"" + x + "\" y=\"28\">" + each.title() + "</text>")
          .append(line("life", x, TOP - 12, x, height - 8));
    }
    String size = width() + " " + height + "\" width=\"" + width() + "\" height=\"" + height;
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"seq\" role=\"img\" viewBox=\"0 0 "
        + (size + "\" aria-label=\"Sequence diagram of " + events + " events\">")
        + style
        + "<rect class=\"ground\" width=\"100%\" height=\"100%\" rx=\"8\"/>"
        + lifelines
        + svg
        + "</svg>";
  }

  private void entry(Entry entry) {
    Event event = entry.event();
    String colour =
        numbered && event instanceof Event.OnChannel on
            ? " c" + (on.channel().number() - 1) % 6
            : "";
    svg.append("<g class=\"").append(entry.decisive() ? "bad" : "ok" + colour).append("\">");
    if (entry.decisive()) {
      svg.append(
          "<rect class=\"band\" x=\"4\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
              .formatted(y, width() - 8, STEP - 2));
    }
    int at = y + 28;
    text("time", LEFT - 16, at + 4, String.format(Locale.ROOT, "%.1f ms", event.nanos() / 1e6));
    if (numbered) {
      text("conn", right + 16, at + 4, entry.channel());
    }
    int from = column(entry.from());
    int to = column(entry.to());
    shape(event, from, to, at);
    boolean remark = entry.isRemark();
    int middle = remark ? (LEFT + right) / 2 : (from + to) / 2;
    text(remark ? "note" : "label", middle, at - 8, clip(event.text(), remark ? APART : apart));
    svg.append("</g>");
    y += STEP;
  }

  private static String clip(String text, int width) {
    int most = width / WIDTH_OF_LETTER;
    String label = Visible.line(text, 2 * most);
    return label.length() <= most ? label : label.substring(0, most - 1) + "…";
  }

  private void shape(Event event, int from, int to, int at) {
    int side = to > from ? 1 : -1;
    switch (event) {
      case Event.Opened _ -> {
        svg.append(line("thin", from + 8 * side, at, to - 8 * side, at));
        head(from + side, at, -side);
        head(to - side, at, side);
      }
      case Event.Data _ -> arrow("line", from, to, at);
      case Event.Ended ended -> {
        if (ended.how() == Event.How.RST || ended.how() == Event.How.BROKEN) {
          broken(from, to, at);
        } else {
          end(from, to, at);
        }
      }
      case Event.Silent _ -> svg.append(line("silence", from + 6 * side, at, to - 6 * side, at));
      case Event.Keyed _, Event.Signalled _, Event.Lived _, Event.Noted _ -> {}
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
    svg.append(line("fold", LEFT, y + 22, right, y + 22));
    text("folded", (LEFT + right) / 2, y + 16, what);
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
}
