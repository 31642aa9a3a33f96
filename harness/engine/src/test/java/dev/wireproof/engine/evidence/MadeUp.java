package dev.wireproof.engine.evidence;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Recording;
import java.util.List;
import java.util.Optional;

/// Results of rules that exist in tests alone.
final class MadeUp {

  private MadeUp() {}

  /// A result of a MUST of HTTP/1.1.
  ///
  /// @param row of the rule's table; empty where it has none
  static Result result(String id, String row, Verdict verdict, Recording recording) {
    var about =
        new About(
            id,
            Optional.of(row).filter(each -> !each.isEmpty()),
            "it holds",
            Level.MUST,
            new TopicInfo("http1", "HTTP/1.1"),
            List.of(Property.LIVENESS),
            List.of(),
            "made up",
            "",
            Safety.POLITE);
    return new Result(about, new Outcome.Judged(verdict), 1, Optional.empty(), "", recording);
  }
}
