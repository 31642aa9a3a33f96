package dev.wireproof.engine.sut;

import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// The one source of a run's random values. The same seed gives each user of it the same values, in
/// whatever order the users come; a user that comes again gets others. Safe for use by several
/// threads.
public final class Randomness {

  private static final long MOST = 1L << 32;
  private static final long PRIME = 0x100000001b3L;

  private final long seed;
  private final Map<String, AtomicLong> visits = new ConcurrentHashMap<>();

  /// @param seed printed with each run, and given to repeat it
  public Randomness(long seed) {
    this.seed = seed;
  }

  /// One with a seed that is new each time, and short enough to be typed.
  public static Randomness fresh() {
    return new Randomness(new SplittableRandom().nextLong(1, MOST));
  }

  public long seed() {
    return seed;
  }

  /// The values of one user.
  ///
  /// @param user such as the full id of a spec
  public RandomGenerator of(String user) {
    long mixed = seed;
    for (int i = 0; i < user.length(); i++) {
      mixed = mixed * PRIME + user.charAt(i);
    }
    long visit = visits.computeIfAbsent(user, _ -> new AtomicLong()).getAndIncrement();
    return new SplittableRandom(mixed * PRIME + visit);
  }

  /// A name that is unlikely to be used by anything else: hexadecimal digits.
  public static String token(RandomGenerator from, int digits) {
    byte[] bytes = new byte[(digits + 1) / 2];
    from.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }
}
