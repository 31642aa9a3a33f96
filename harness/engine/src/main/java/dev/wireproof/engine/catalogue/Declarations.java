package dev.wireproof.engine.catalogue;

import dev.wireproof.engine.catalogue.SpecInfo.Order;
import dev.wireproof.engine.result.Result.About;
import dev.wireproof.engine.spec.LevelOf;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.Slug;
import dev.wireproof.engine.spec.Topic;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what a method's level annotation declares.
final class Declarations {

  private final Method method;
  private final Annotation annotation;

  private Declarations(Method method, Annotation annotation) {
    this.method = method;
    this.annotation = annotation;
  }

  /// The spec that a method is, or nothing when it is none.
  ///
  /// @throws IllegalStateException when the declaration contradicts itself
  static Optional<SpecInfo> read(Method method) {
    return Stream.of(method.getAnnotations())
        .filter(each -> each.annotationType().isAnnotationPresent(LevelOf.class))
        .findFirst()
        .map(each -> new Declarations(method, each).read());
  }

  private SpecInfo read() {
    Topic topic = method.getDeclaringClass().getAnnotation(Topic.class);
    if (topic == null) {
      throw contradiction("its class has no @Topic");
    }
    Level level = annotation.annotationType().getAnnotation(LevelOf.class).value();
    About about = about(topic.value(), level);
    List<Case> rows = rows();
    if (rows.isEmpty() == takesCase()) {
      throw contradiction("its table and its parameters do not agree");
    }
    method.setAccessible(true);
    return new SpecInfo(
        about,
        method,
        rows,
        List.of(member("needs", new Slug[0])),
        order(about.safety()),
        member("timing", false));
  }

  private About about(Slug topic, Level level) {
    String id = member("id", "");
    if (!id.matches(topic.slug() + "(\\.[a-z0-9]+(-[a-z0-9]+)*){2}")) {
      throw contradiction("its id “" + id + "” is not " + topic.slug() + ".subject.rule");
    }
    String rfc = member("rfc", "");
    String source = member("source", "");
    if (rfc.isEmpty() == source.isEmpty()) {
      throw contradiction("it needs either an rfc or a source");
    }
    return new About(
        id,
        Optional.empty(),
        member("claim", ""),
        level,
        topic,
        List.of(member("proves", new Property[0])),
        Arrays.stream(member("lectures", new int[0])).boxed().toList(),
        Sources.name(rfc, source),
        Sources.link(rfc),
        member("safety", Safety.POLITE));
  }

  private Order order(Safety safety) {
    if (member("base", false)) {
      return Order.BASE;
    }
    if (member("passive", false)) {
      return Order.PASSIVE;
    }
    if (safety == Safety.LAB) {
      return Order.LAB;
    }
    return member("alone", false) ? Order.ALONE : Order.CONCURRENT;
  }

  private List<Case> rows() {
    Class<?> table = member("cases", Case.None.class);
    Object[] rows = table.getEnumConstants();
    if (rows == null) {
      throw contradiction(table.getSimpleName() + " is no enum: its rows have no permanent ids");
    }
    return Arrays.stream(rows).map(Case.class::cast).toList();
  }

  private boolean takesCase() {
    return Arrays.stream(method.getParameterTypes()).anyMatch(Case.class::isAssignableFrom);
  }

  /// A member's value; `absent` for an annotation that does not have it.
  private <T> T member(String name, T absent) {
    try {
      Method member = annotation.annotationType().getMethod(name);
      @SuppressWarnings("unchecked") // the members' types are those of Must
      T value = (T) member.invoke(annotation);
      return value;
    } catch (NoSuchMethodException _) {
      return absent;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + name + " of " + annotation, e);
    }
  }

  private IllegalStateException contradiction(String why) {
    return new IllegalStateException(
        method.getDeclaringClass().getSimpleName() + "." + method.getName() + ": " + why);
  }
}
