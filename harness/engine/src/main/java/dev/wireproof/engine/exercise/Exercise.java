package dev.wireproof.engine.exercise;

import dev.wireproof.engine.spec.TopicInfo;
import java.nio.file.Path;
import java.util.List;

/// What a student is asked to build, stage by stage (`exercises/NN-slug`).
///
/// @param folder where its README, its description of a target and its starters are
/// @param topics all of whose specs are in a stage, or knowingly beyond the exercise
/// @param beyond selectors of specs that the exercise does not ask for, though they are of its
///   topic
public record Exercise(
    Path folder,
    String slug,
    String title,
    List<Integer> lectures,
    List<TopicInfo> topics,
    List<Stage> stages,
    List<String> beyond) {

  public Exercise {
    lectures = List.copyOf(lectures);
    topics = List.copyOf(topics);
    stages = List.copyOf(stages);
    beyond = List.copyOf(beyond);
  }

  /// The name of its folder, such as `00-hello`.
  public String folderName() {
    return String.valueOf(folder.getFileName());
  }

  public int points() {
    return stages.stream().mapToInt(Stage::points).sum();
  }
}
