package dev.wireproof.clients.pattern;

import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.Verdict.Conforms;
import dev.wireproof.engine.verdict.Verdict.Tolerated;
import dev.wireproof.engine.verdict.Verdict.Violates;
import dev.wireproof.wire.Visible;
import dev.wireproof.wire.http1.Seen;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Expectations that patterns share.
public final class Replies {

  private static final String PROBLEM = "application/problem+json";

  private static final int MOST_BODY = 1_000;

  private Replies() {}

  /// An error with one of these statuses, as RFC 9457 writes it. Another media type is a lesser
  /// flaw: each pattern has one spec that asks for it.
  public static Expectation<Seen> problem(int... statuses) {
    String expected =
        "an error with status "
            + Arrays.stream(statuses)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" or "));
    return new Expectation<>(
        expected,
        seen -> {
          if (!(seen instanceof Seen.Response(var response))
              || Arrays.stream(statuses).noneMatch(each -> each == response.status())) {
            return new Violates(expected, seen.toString());
          }
          String type = response.field("Content-Type").orElse("none").toLowerCase(Locale.ROOT);
          return type.startsWith(PROBLEM)
              ? new Conforms()
              : new Tolerated("the error's Content-Type is " + type + " instead of " + PROBLEM);
        });
  }

  /// A response whose body is JSON that is as expected.
  public static Expectation<Seen> body(String expected, Expectation<? super Json> json) {
    return new Expectation<>(
        expected,
        seen -> {
          Optional<Verdict> judged =
              seen instanceof Seen.Response(var response)
                  ? Json.read("the body of “" + response + "”", response.body()).map(json.check())
                  : Optional.empty();
          return judged.isPresent() && !(judged.get() instanceof Violates)
              ? new Conforms()
              : new Violates(expected, shown(seen) + judged.map(Replies::remark).orElse(""));
        });
  }

  /// What the check of the JSON itself says behind the JSON that it shows.
  private static String remark(Verdict verdict) {
    String saw = verdict instanceof Violates(_, String each) ? each : "";
    int end = saw.lastIndexOf("”, where ");
    return end < 0 ? "" : saw.substring(end + 1);
  }

  private static String shown(Seen seen) {
    return seen instanceof Seen.Response(var response)
        ? response + " “" + Visible.line(response.body().utf8(), MOST_BODY) + "”"
        : seen.toString();
  }
}
