package dev.wireproof.reports.allure;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Property;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import java.util.ArrayList;
import java.util.List;

/// Where a result stands in Allure's trees: topic, subject, properties, level, lectures.
final class AllureLabels {

  private AllureLabels() {}

  static List<Label> of(Result result) {
    About about = result.of();
    var labels = new ArrayList<Label>();
    labels.add(label("epic", about.topic().title()));
    labels.add(label("feature", about.id().split("\\.", -1)[1]));
    labels.add(label("specId", result.fullId()));
    labels.add(label("level", about.level().name()));
    labels.add(label("severity", severity(about.level())));
    for (Property property : about.properties()) {
      labels.add(label("property", property.slug()));
      // only tags reach the data that our tab is drawn from
      labels.add(label("tag", property.slug()));
    }
    about.lectures().forEach(lecture -> labels.add(label("lecture", lecture.toString())));
    return labels;
  }

  static List<Link> links(Result result) {
    About about = result.of();
    return about.link().isEmpty()
        ? List.of()
        : List.of(new Link().setName(about.source()).setUrl(about.link()).setType("rfc"));
  }

  private static String severity(Level level) {
    return switch (level) {
      case MUST -> "critical";
      case SHOULD, TEACHES -> "normal";
      case MAY -> "minor";
      case OBSERVES -> "trivial";
    };
  }

  private static Label label(String name, String value) {
    return new Label().setName(name).setValue(value);
  }
}
