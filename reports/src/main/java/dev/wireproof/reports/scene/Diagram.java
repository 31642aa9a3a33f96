package dev.wireproof.reports.scene;

import dev.wireproof.reports.scene.Step.Actor;
import dev.wireproof.reports.text.Visible;
import java.util.List;

/// A scene as a drawing.
public final class Diagram {

  /// Wide enough for the longest label and its arrow.
  private static final int COLUMN = 74;

  private static final int MOST_LABEL = 200;

  private Diagram() {}

  /// For a page of Markdown: a Mermaid sequence diagram.
  public static String mermaid(List<Step> scene) {
    var text = new StringBuilder("```mermaid\nsequenceDiagram\n");
    for (Actor actor : actors(scene)) {
      text.append("  participant ").append(actor.title()).append('\n');
    }
    for (Step step : scene) {
      // a semicolon would end the line, and a number sign begins an escape
      String label =
          visible(step).replace("#", "#35;").replace(";", "#59;").replace("#35#59;", "#35;");
      text.append(
          step.isRemark()
              ? "  Note over %s: %s\n".formatted(step.from().title(), label)
              : "  %s->>%s: %s\n".formatted(step.from().title(), step.to().title(), label));
    }
    return text.append("```\n").toString();
  }

  /// For a terminal: a column for each party, time downwards.
  public static String text(List<Step> scene) {
    List<Actor> actors = actors(scene);
    var text = new StringBuilder();
    for (Actor actor : actors) {
      text.append(pad(actor.title(), COLUMN));
    }
    text.append('\n');
    for (Step step : scene) {
      text.append(row(step, actors)).append('\n');
    }
    return text.toString().replaceAll("(?m) +$", "");
  }

  private static String row(Step step, List<Actor> actors) {
    int from = actors.indexOf(step.from());
    int to = actors.indexOf(step.to());
    int left = Math.min(from, to);
    String label = visible(step);
    var row = new StringBuilder();
    for (int i = 0; i < actors.size(); i++) {
      if (i == left && !step.isRemark()) {
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

  private static List<Actor> actors(List<Step> scene) {
    boolean upstream =
        scene.stream()
            .anyMatch(step -> step.from() == Actor.UPSTREAM || step.to() == Actor.UPSTREAM);
    return upstream ? List.of(Actor.values()) : List.of(Actor.CLIENT, Actor.SERVER);
  }

  private static String visible(Step step) {
    return Visible.line(step.label(), MOST_LABEL);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
