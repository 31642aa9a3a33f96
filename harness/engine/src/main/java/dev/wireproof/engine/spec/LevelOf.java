package dev.wireproof.engine.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The level that an annotation such as [Must] gives to a method. All annotations that bear it have
/// the members of [Must] or fewer.
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface LevelOf {
  Level value();
}
