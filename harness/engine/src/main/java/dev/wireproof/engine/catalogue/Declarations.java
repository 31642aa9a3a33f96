package dev.wireproof.engine.catalogue;

import dev.wireproof.engine.catalogue.SpecInfo.Order;
import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.protocol.Topic;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.LevelOf;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.TopicInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what a method's level annotation declares.
final class Declarations {

  private static final String SUBJECT_AND_RULE = "(\\.[a-z0-9]+(-[a-z0-9]+)*){2}";

  /// What the ids of a rule begin with that is judged over another protocol than its first.
  private static final String SEMANTICS = ".semantics";

  private final Method method;
  private final Annotation annotation;
  private final Topic room;
  private final Course course;

  private Declarations(Method method, Annotation annotation, Topic room, Course course) {
    this.method = method;
    this.annotation = annotation;
    this.room = room;
    this.course = course;
  }

  /// The specs that a method is, one for each protocol that its room is judged over; none when it
  /// is no spec.
  ///
  /// @param room of its package; what its class says of itself comes before
  /// @throws IllegalStateException when the declaration contradicts itself
  static List<SpecInfo> read(Method method, Optional<Topic> room, Course course) {
    return Stream.of(method.getAnnotations())
        .filter(each -> each.annotationType().isAnnotationPresent(LevelOf.class))
        .findFirst()
        .map(each -> new Declarations(method, each, topic(method, room), course).read())
        .orElse(List.of());
  }

  private static Topic topic(Method method, Optional<Topic> room) {
    return Optional.ofNullable(method.getDeclaringClass().getAnnotation(Topic.class))
        .or(() -> room)
        .orElseThrow(() -> contradiction(method, "neither its class nor its package has a @Topic"));
  }

  private List<SpecInfo> read() {
    List<Case> cases = cases();
    if (cases.isEmpty() == takesCase()) {
      throw contradiction(method, "its table and its parameters do not agree");
    }
    method.setAccessible(true);
    List<Protocol> over = Stream.of(room.over()).map(Protocols::of).toList();
    if (over.isEmpty()) {
      throw contradiction(method, "its room names no protocol that it is judged over");
    }
    return over.stream().map(each -> read(each, each.equals(over.getFirst()), cases)).toList();
  }

  private SpecInfo read(Protocol over, boolean first, List<Case> cases) {
    About about = about(over, first);
    return new SpecInfo(
        about,
        over,
        method,
        cases,
        List.of(member("needs", new String[0])),
        order(about.safety()),
        member("timing", false),
        member("rounds", 1));
  }

  private About about(Protocol over, boolean first) {
    String declared = member("id", "");
    if (!declared.matches(Pattern.quote(room.value()) + SUBJECT_AND_RULE)) {
      throw contradiction(
          method, "its id “" + declared + "” is not " + room.value() + ".subject.rule");
    }
    String id =
        first ? declared : over.name() + SEMANTICS + declared.substring(room.value().length());
    TopicInfo topic = first ? new TopicInfo(room.value(), room.title()) : Room.topic(over);
    String rfc = member("rfc", "");
    String own = member("source", "");
    String source = rfc.isEmpty() && own.isEmpty() ? room.source() : own;
    if (rfc.isEmpty() == source.isEmpty()) {
      throw contradiction(method, "it needs an rfc or a source, or its room a source");
    }
    Safety[] safety = member("safety", new Safety[0]);
    return new About(
        id,
        Optional.empty(),
        member("claim", ""),
        annotation.annotationType().getAnnotation(LevelOf.class).value(),
        topic,
        List.of(member("proves", new Property[0])),
        course.lecturesOf(declared),
        Sources.name(rfc, source),
        Sources.link(rfc, source),
        safety.length == 0 ? room.safety() : safety[0]);
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

  private List<Case> cases() {
    Class<?> table = member("cases", Case.None.class);
    Object[] cases = table.getEnumConstants();
    if (cases == null) {
      throw contradiction(
          method, table.getSimpleName() + " is no enum: its cases have no permanent ids");
    }
    return Arrays.stream(cases).map(Case.class::cast).toList();
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

  private static IllegalStateException contradiction(Method method, String why) {
    return new IllegalStateException(
        method.getDeclaringClass().getSimpleName() + "." + method.getName() + ": " + why);
  }
}
