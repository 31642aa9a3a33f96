package dev.wireproof.engine.protocol;

import dev.wireproof.engine.spec.Safety;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a package a room of specs, and says what all of them share. The packages below it belong
/// to the same room, unless they say otherwise.
@Documented
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Topic {

  /// The one name that the protocol or pattern has everywhere: claim, prefix of ids, argument of
  /// `serve`, folder. Such as `server-sent-events`.
  String value();

  /// The name for people.
  String title();

  /// Over which protocol the specs speak. With several, each method is judged over each of them
  /// that the target speaks, with a result for each: over the first under its own id, over another
  /// under `PROTOCOL.semantics.subject.rule`.
  Class<? extends Protocol>[] over();

  /// Where the rules are written that name no source themselves, such as `contract H`.
  String source() default "";

  /// What a spec costs the target, unless it says otherwise.
  Safety safety() default Safety.POLITE;

  /// Limits that its specs ask for, beside those of the protocol.
  Limit[] limits() default {};
}
