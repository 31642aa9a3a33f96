package dev.wireproof.engine.run;

import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.RunKnowledge;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Whether the target answers at all: a first exchange on a fresh connection, in each protocol that
/// it is judged over.
final class Health {

  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofSeconds(5);
  private static final int LONG_TIMES = 2;

  private final Target target;
  private final Patience patience;
  private final List<Protocol> spoken;
  private final List<SpecInfo> controls;

  /// @param controls the base controls of the topics that are judged
  Health(Target target, Patience patience, List<Protocol> spoken, List<SpecInfo> controls) {
    this.target = target;
    this.patience = patience;
    this.spoken = List.copyOf(spoken);
    this.controls = List.copyOf(controls);
  }

  /// Whether it takes clients, of whom nothing is asked.
  boolean takesClients() {
    return spoken.stream().allMatch(protocol -> protocol.isThere(target));
  }

  /// Whether it answers as soon as it did before, or nearly so.
  boolean isWell() {
    return answers(longer(SOON, patience.forAnswer()));
  }

  /// Whether it answers while nobody else asks, however long it takes; two fresh connections have
  /// to go without an answer before it does not.
  boolean isWellAfterAll() {
    return Stream.generate(() -> answers(patient())).limit(LONG_TIMES).anyMatch(well -> well);
  }

  /// How long each of the two is waited for.
  Duration patient() {
    return longer(LONG, patience.forAnswer().multipliedBy(2));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private boolean answers(Duration within) {
    return spoken.stream().allMatch(protocol -> answers(protocol, within));
  }

  private boolean answers(Protocol protocol, Duration within) {
    return protocol
        .answers(target, within)
        .orElseGet(() ->
            controls.stream()
                .filter(control -> control.over().equals(protocol))
                .findFirst()
                .map(control -> isHeard(control, within))
                .orElseGet(() -> protocol.isThere(target)));
  }

  /// Whether anything comes back in the exchange of a base control, whatever it says.
  private boolean isHeard(SpecInfo control, Duration within) {
    var lasting = new Patience();
    lasting.learn(within);
    var context = new SpecContext("probe", target, RunKnowledge.of(lasting));
    try (var _ = new SpecWatchdog(context, within)) {
      play(control, context);
    } catch (InvocationTargetException _) {
      // what it says of the exchange is not asked here
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(control.id() + " cannot be played", e);
    } finally {
      context.close();
    }
    return context.transcript().events().stream()
        .anyMatch(event ->
            event instanceof Event.Received received
                && received.channel().ends() == Ends.CLIENT_TO_TARGET);
  }

  private static void play(SpecInfo control, SpecContext context)
      throws ReflectiveOperationException {
    Constructor<?> constructor = control.method().getDeclaringClass().getDeclaredConstructor();
    constructor.setAccessible(true);
    Class<?>[] types = control.method().getParameterTypes();
    var arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = control.over().client(types[i].asSubclass(WireClient.class), context);
    }
    var _ = control.method().invoke(constructor.newInstance(), arguments);
  }
}
