package dev.wireproof.engine.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;

/// Good practice, or the definition of a pattern, judged on those who claim it. What the members
/// mean is written at [Must].
@Documented
@TestTemplate
@LevelOf(Level.TEACHES)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Teaches {
  String id();

  String claim();

  String rfc() default "";

  String source() default "";

  Property[] proves();

  Safety[] safety() default {};

  boolean alone() default false;

  boolean timing() default false;

  boolean passive() default false;

  String[] needs() default {};

  Class<? extends Case> cases() default Case.None.class;

  int rounds() default 1;
}
