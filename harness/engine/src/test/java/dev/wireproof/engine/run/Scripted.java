package dev.wireproof.engine.run;

import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.protocol.FirstLook;
import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.sut.Environment;
import dev.wireproof.engine.sut.Settings;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A protocol without a wire: the target's declared limits say what a first look finds.
public final class Scripted implements Protocol {

  static final String NAME = "scripted";

  @Override
  public String name() {
    return NAME;
  }

  /// A server that may be there or not.
  interface Reachable {
    boolean isUp();
  }

  @Override
  public boolean isThere(Target target) {
    return !target.limits().containsKey("unusable")
        && target.setting(CrashInquiryTest.Frail.class).map(Reachable::isUp).orElse(true);
  }

  @Override
  public FirstLook firstLook(Target target, Patience patience, int wanted) {
    if (!isThere(target)) {
      throw new TargetUnusable("nobody is there");
    }
    patience.learn(Duration.ofMillis(7));
    int bears = target.numberLimit("bears").map(Math::toIntExact).orElse(wanted);
    return new FirstLook(List.of("bears " + bears), bears);
  }

  /// A target that claims these topics, and speaks nothing.
  static Target target(Map<String, String> limits, String... claims) {
    return target(limits, Settings.NONE, claims);
  }

  /// The same with settings.
  static Target target(Map<String, String> limits, Settings settings, String... claims) {
    var claimed = new HashMap<String, String>();
    List.of(claims).forEach(claim -> claimed.put(claim, ""));
    return new Target(
        "a target",
        URI.create("scripted://127.0.0.1:1/"),
        settings,
        new Target.Promises(claimed, limits, Map.of()),
        Safety.LOAD,
        Environment.ofThisHost(),
        Optional.empty(),
        List.of());
  }
}
