package dev.wireproof.engine.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;

/// An absolute requirement (MUST) of a protocol, or an obligation of the published contract.
@Documented
@TestTemplate
@LevelOf(Level.MUST)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Must {

  /// `topic.subject.rule`, permanent.
  String id();

  /// The rule in one sentence of our own.
  String claim();

  /// Where it is written: number and section, such as `9112#9.3`; empty when [#source] or the room
  /// says it.
  String rfc() default "";

  /// Where it is written when that is no RFC, such as `contract D` or `socket(7)`; empty when the
  /// room says it.
  String source() default "";

  Property[] proves();

  /// What it costs the target, when that differs from what its room says.
  Safety[] safety() default {};

  /// Runs while no other spec does.
  boolean alone() default false;

  /// The verdict hangs on a duration; a violation is tried once more, alone, before it is believed.
  boolean timing() default false;

  /// The topic's plain legal exchange: it comes first, and unless it conforms nothing else is
  /// judged.
  boolean base() default false;

  /// Judges what all exchanges of the run showed, so it comes last.
  boolean passive() default false;

  /// What the target must claim beyond the topic.
  String[] needs() default {};

  /// A table of inputs; the method takes one row as a parameter.
  Class<? extends Case> cases() default Case.None.class;

  /// How often it is tried, one time after the other, since chance decides what one round shows;
  /// the first round that does not conform decides.
  int rounds() default 1;
}
