package dev.wireproof.engine.verdict;

import dev.wireproof.engine.verdict.Verdict.Conforms;
import dev.wireproof.engine.verdict.Verdict.Inconclusive;
import dev.wireproof.engine.verdict.Verdict.NotApplicable;
import dev.wireproof.engine.verdict.Verdict.Tolerated;
import dev.wireproof.engine.verdict.Verdict.Violates;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What a spec expects of a value: a value itself, made of what is expected in words and of the
/// check, so that the two cannot drift apart.
///
/// @param <T> what is judged: a response, a JSON value, a count, a list
/// @param expected ends the sentence “expected …”
public record Expectation<T>(String expected, Function<? super T, Verdict> check) {

  /// Holds or does not; what was seen instead is the value's own text.
  public static <T> Expectation<T> of(String expected, Predicate<? super T> right) {
    return of(expected, right, String::valueOf);
  }

  /// Holds or does not.
  ///
  /// @param saw ends the sentence “saw …”
  public static <T> Expectation<T> of(
      String expected, Predicate<? super T> right, Function<? super T, String> saw) {
    return new Expectation<>(
        expected,
        value -> right.test(value) ? new Conforms() : new Violates(expected, saw.apply(value)));
  }

  public Verdict judge(T value) {
    return check.apply(value);
  }

  /// Whether the value is not against it.
  public boolean allows(T value) {
    return !(judge(value) instanceof Violates);
  }

  /// Whichever of the two judges more kindly: where the rule allows two behaviours, both pass.
  public Expectation<T> or(Expectation<? super T> other) {
    String either = expected + ", or " + other.expected();
    return new Expectation<>(
        either,
        value -> {
          Verdict first = judge(value);
          Verdict second = other.check().apply(value);
          if (first instanceof Violates(_, String saw)
              && second instanceof Violates(_, String also)) {
            return new Violates(either, both(saw, also));
          }
          return first instanceof Conforms || second instanceof Violates ? first : second;
        });
  }

  /// What the two saw, each of which may have looked at another part of it.
  private static String both(String saw, String also) {
    if (also.startsWith(saw)) {
      return also;
    }
    return saw.startsWith(also) ? saw : saw + "; " + also;
  }

  /// Both: what one of them judges worse counts.
  public Expectation<T> and(Expectation<? super T> other) {
    String both = expected + " and " + other.expected();
    return new Expectation<>(
        both,
        value -> {
          Verdict first = judge(value);
          if (first instanceof Violates(_, String saw)) {
            return new Violates(both, saw);
          }
          Verdict second = other.check().apply(value);
          if (second instanceof Violates(_, String saw)) {
            return new Violates(both, saw);
          }
          return first instanceof Conforms ? second : first;
        });
  }

  /// The same, but the other is tolerated for this reason: the right effect with a lesser flaw.
  public Expectation<T> tolerating(Expectation<? super T> other, String why) {
    String either = expected + ", or " + other.expected();
    return new Expectation<>(
        either,
        value ->
            switch (judge(value)) {
              case Violates(_, String saw) ->
                  other.check().apply(value) instanceof Violates
                      ? new Violates(either, saw)
                      : new Tolerated(why);
              case Verdict verdict -> verdict;
            });
  }

  /// The same, but where the other holds the rule has nothing to say to this target.
  public Expectation<T> unless(Expectation<? super T> other, String why) {
    return new Expectation<>(
        expected,
        value ->
            other.check().apply(value) instanceof Violates ? judge(value) : new NotApplicable(why));
  }

  /// The same, but what breaks it is inconclusive while there is a reason for doubt.
  public Expectation<T> unlessInDoubt(Supplier<Optional<String>> doubt) {
    return new Expectation<>(
        expected,
        value -> {
          Verdict verdict = judge(value);
          return verdict instanceof Violates
              ? doubt.get().<Verdict>map(Inconclusive::new).orElse(verdict)
              : verdict;
        });
  }

  /// The same check, in words of the spec's own.
  public Expectation<T> as(String words) {
    return new Expectation<>(
        words,
        value ->
            switch (judge(value)) {
              case Violates(_, String saw) -> new Violates(words, saw);
              case Verdict verdict -> verdict;
            });
  }

  /// The same check, and other words for what was seen instead: `atMost(1).showing(n -> n + "
  /// charges")`.
  public Expectation<T> showing(Function<? super T, String> words) {
    return new Expectation<>(
        expected,
        value ->
            switch (judge(value)) {
              case Violates(String what, _) -> new Violates(what, words.apply(value));
              case Verdict verdict -> verdict;
            });
  }

  /// The same check of something that the value has, such as the length of a list.
  public <S> Expectation<S> on(Function<? super S, ? extends T> part) {
    return new Expectation<>(expected, whole -> judge(part.apply(whole)));
  }
}
