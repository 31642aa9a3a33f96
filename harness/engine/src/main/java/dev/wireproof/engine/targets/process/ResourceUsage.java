package dev.wireproof.engine.targets.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What some processes hold at one moment, as `/proc` shows it (proc(5)).
///
/// @param residentKib resident memory in KiB
/// @param processorTime used so far, in user and kernel mode
/// @param demand what it used and what it waited for in vain while others had the processor: unlike
///   the time used, this does not shrink on a busy machine
public record ResourceUsage(
    int threads, int descriptors, long residentKib, Duration processorTime, Duration demand) {

  private static final Path PROC = Path.of("/proc");

  /// Linux counts processor time in ticks of 10 ms for user space (USER_HZ, times(2)).
  private static final Duration TICK = Duration.ofMillis(10);

  private static final int UTIME = 11;
  private static final int STIME = 12;

  /// Counts what is alive of `processes`; what has ended counts as nothing.
  public static ResourceUsage of(List<Long> processes) {
    int threads = 0;
    int descriptors = 0;
    long resident = 0;
    Duration time = Duration.ZERO;
    Duration demand = Duration.ZERO;
    for (long pid : processes) {
      Path folder = PROC.resolve(Long.toString(pid));
      threads += entries(folder.resolve("task"));
      descriptors += entries(folder.resolve("fd"));
      resident += resident(folder);
      time = time.plus(processorTime(folder));
      demand = demand.plus(demand(folder.resolve("task")));
    }
    // a kernel without statistics of its scheduler says nothing of the queue
    return new ResourceUsage(threads, descriptors, resident, time, demand.isZero() ? time : demand);
  }

  private static int entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return Math.toIntExact(entries.count());
    } catch (IOException _) {
      return 0; // it ended
    }
  }

  private static long resident(Path folder) {
    try (Stream<String> lines = Files.lines(folder.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException _) {
      return 0; // it ended
    }
  }

  private static Duration demand(Path tasks) {
    try (Stream<Path> folders = Files.list(tasks)) {
      return folders.map(ResourceUsage::ofTask).reduce(Duration.ZERO, Duration::plus);
    } catch (IOException _) {
      return Duration.ZERO; // it ended
    }
  }

  /// A thread's time on a processor and its time in the queue for one, in nanoseconds.
  private static Duration ofTask(Path task) {
    try {
      String[] fields = Files.readString(task.resolve("schedstat")).split(" ", -1);
      return Duration.ofNanos(Long.parseLong(fields[0]) + Long.parseLong(fields[1]));
    } catch (IOException _) {
      return Duration.ZERO; // it ended
    }
  }

  private static Duration processorTime(Path folder) {
    try {
      String stat = Files.readString(folder.resolve("stat"));
      // the name in parentheses may hold blanks
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return TICK.multipliedBy(Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]));
    } catch (IOException _) {
      return Duration.ZERO; // it ended
    }
  }
}
