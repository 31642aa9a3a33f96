package dev.wireproof.specs.syncasync;

import dev.wireproof.engine.targets.process.ResourceUsage;
import java.time.Duration;
import java.util.List;

/// How much of a processor some processes want while nothing happens. A single look may fall into a
/// garbage collection or the compilation of what has just run, so several windows are tried: the
/// process that waits properly is idle in one of them, and the one that waits busily in none.
///
/// @param windows how many are tried at most
/// @param idle the demand in one window that counts as idle
record IdleDemand(List<Long> processes, int windows, Duration idle) {

  /// What they wanted in the first window in which they were idle, or else in the last.
  ///
  /// @param window lets a window's time pass
  Duration over(Runnable window) {
    Duration wanted = inOne(window);
    for (int i = 1; i < windows && wanted.compareTo(idle) > 0; i++) {
      wanted = inOne(window);
    }
    return wanted;
  }

  private Duration inOne(Runnable window) {
    Duration before = ResourceUsage.of(processes).demand();
    window.run();
    return ResourceUsage.of(processes).demand().minus(before);
  }
}
