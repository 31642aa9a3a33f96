package dev.wireproof.engine.protocol;

import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.sut.Backend;
import dev.wireproof.engine.sut.Environment;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Event;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A way of speaking with a target. Found by [java.util.ServiceLoader]; the engine, the reports and
/// the command know no other, and nothing of any that is not said here.
public interface Protocol {

  /// Its one name, and the topic of the specs that judge it, such as `http1`.
  String name();

  /// Its name for people, such as `HTTP/1.1`.
  default String title() {
    return name();
  }

  /// Addresses that it answers for. The first is that of a server which the harness started.
  default List<Scheme> schemes() {
    return List.of();
  }

  /// What the command can be told about how to speak it.
  default List<ConnectionOption> options() {
    return List.of();
  }

  /// How it understands the options that were given for an address: values that its clients find
  /// with [Target#setting].
  ///
  /// @throws dev.wireproof.engine.input.InputException when an option makes no sense
  default List<Object> settings(URI address, GivenOptions options) {
    return List.of();
  }

  /// The path that the options say the target `/` stands for, where this protocol has paths.
  ///
  /// @throws dev.wireproof.engine.input.InputException when it makes no sense
  default Optional<String> path(GivenOptions options) {
    return Optional.empty();
  }

  /// Limits that a target can declare whatever patterns it has.
  default Map<String, LimitKind> limits() {
    return Map.of();
  }

  /// How a started server shows that it is up, by the name that `ready:` uses.
  default Optional<Ready> ready() {
    return Optional.empty();
  }

  /// Whether the target takes a client at all.
  boolean isThere(Target target);

  /// Whether the target answers: a plain exchange that changes nothing, on a connection of its own.
  /// Any octets are an answer. Empty for a protocol in which nothing can be asked of every target;
  /// then the base control of the topic is what is asked.
  default Optional<Boolean> answers(Target target, Duration within) {
    return Optional.empty();
  }

  /// The first look: is it there, how fast is it, how many at once does it serve?
  ///
  /// @param patience learns the target's pace
  /// @param wanted the most specs that are to run at once; at a slow target [Patience#atOnce] of
  ///   them, if it bears more
  /// @throws dev.wireproof.engine.sut.TargetUnusable when nothing is there, or it speaks something
  ///   else
  default FirstLook firstLook(Target target, Patience patience, int wanted) {
    return FirstLook.NONE;
  }

  /// For a target that is judged over other protocols: the address at which it would be judged over
  /// this one too, when it seems to speak it.
  default Optional<URI> alsoSpokenAt(Target target) {
    return Optional.empty();
  }

  /// What a running server says of itself, where this protocol has a way to ask.
  default Optional<Statement> statement(Target target) {
    return Optional.empty();
  }

  /// A server to stand behind targets.
  ///
  /// @param always false when it is wanted only if the options ask for it
  /// @throws dev.wireproof.engine.input.InputException when it cannot be started as the options say
  default Optional<Backend> backend(Environment environment, GivenOptions options, boolean always) {
    return Optional.empty();
  }

  /// What a spec that takes a parameter of this type is given: by default, what the type's public
  /// constructor with a [SpecContext] makes. For a room that is judged over several protocols the
  /// type may be an interface, of which each protocol has its own implementation.
  ///
  /// @throws ReflectiveOperationException when there is no such constructor
  default <T extends WireClient> T client(Class<T> type, SpecContext context)
      throws ReflectiveOperationException {
    return type.getConstructor(SpecContext.class).newInstance(context);
  }

  /// A shell command that repeats an exchange of one channel; empty where common tools cannot.
  ///
  /// @param exchange what happened on the channel, in order
  default Optional<String> command(Target target, List<Event> exchange) {
    return Optional.empty();
  }

  /// What helps to see for oneself.
  default List<Tool> tools() {
    return List.of();
  }
}
