package dev.wireproof.reports.sequence;

import dev.wireproof.engine.evidence.Participant;
import dev.wireproof.reports.sequence.Sequence.Message;
import dev.wireproof.wire.Visible;
import java.util.List;

/// A sequence as text: a Mermaid diagram, or columns for a terminal.
public final class SequenceText {

  /// Wide enough for the longest label and its arrow.
  private static final int COLUMN = 74;

  private static final int MOST_LABEL = 200;

  private SequenceText() {}

  /// For a page of Markdown: a Mermaid sequence diagram.
  public static String mermaid(List<Message> sequence) {
    var text = new StringBuilder("```mermaid\nsequenceDiagram\n");
    for (Participant participant : participants(sequence)) {
      text.append("  participant ").append(participant.title()).append('\n');
    }
    for (Message message : sequence) {
      // a semicolon would end the line, and a number sign begins an escape
      String label =
          visible(message).replace("#", "#35;").replace(";", "#59;").replace("#35#59;", "#35;");
      text.append(
          message.isNote()
              ? "  Note over %s: %s\n".formatted(message.from().title(), label)
              : "  %s->>%s: %s\n".formatted(message.from().title(), message.to().title(), label));
    }
    return text.append("```\n").toString();
  }

  /// For a terminal: a column for each party, time downwards.
  public static String text(List<Message> sequence) {
    List<Participant> participants = participants(sequence);
    var text = new StringBuilder();
    for (Participant participant : participants) {
      text.append(pad(participant.title(), COLUMN));
    }
    text.append('\n');
    for (Message message : sequence) {
      text.append(row(message, participants)).append('\n');
    }
    return text.toString().replaceAll("(?m) +$", "");
  }

  private static String row(Message message, List<Participant> participants) {
    int from = participants.indexOf(message.from());
    int to = participants.indexOf(message.to());
    int left = Math.min(from, to);
    String label = visible(message);
    var row = new StringBuilder();
    for (int i = 0; i < participants.size(); i++) {
      if (i == left && !message.isNote()) {
        row.append(from < to ? "|-- " : "|<- ").append(pad(label, COLUMN - 8));
        row.append(from < to ? " -->" : " ---");
      } else if (i == left) {
        row.append(pad("|  (" + label + ")", COLUMN));
      } else {
        row.append(pad("|", COLUMN));
      }
    }
    return row.toString();
  }

  private static List<Participant> participants(List<Message> sequence) {
    boolean upstream =
        sequence.stream()
            .anyMatch(message ->
                message.from() == Participant.UPSTREAM || message.to() == Participant.UPSTREAM);
    return upstream
        ? List.of(Participant.values())
        : List.of(Participant.CLIENT, Participant.SERVER);
  }

  private static String visible(Message message) {
    return Visible.line(message.label(), MOST_LABEL);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
