package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Seen;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/// Work that does not wait for anything: it is not made any better by waiting well.
class ComputeSpec {

  private static final long SAMPLE = 100_000;
  private static final long MOST = 100_000_000;

  /// How long a computation is to take, as far as the sample tells.
  private static final Duration LONG = Duration.ofMillis(1500);

  /// A computation that is seen to run for so long has begun.
  private static final Duration BEGUN = Duration.ofMillis(200);

  private static final int TRIES = 4;

  @Must(
      id = "sync-async.compute.right",
      claim = "what is computed is right",
      source = "contract B; FIPS 180-4",
      proves = FIDELITY,
      cases = Rounds.class)
  void hashIsRight(Work work, Rounds rounds) {
    Reply reply = compute(work, rounds.n).expect(status(200));
    String expected = hash(rounds.n);
    if (!reply.expectJson().expectText("sha256").equals(expected)
        || reply.expectJson().expectNumber("n") != rounds.n) {
      throw VerdictException.violates("n=" + rounds.n + " and " + expected, reply.toString());
    }
  }

  private static Reply compute(Work work, long n) {
    return work.api().get("/compute?n=" + n);
  }

  private static String hash(long n) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] octets = {};
      for (long i = 0; i < n; i++) {
        octets = sha256.digest(octets);
      }
      return HexFormat.of().formatHex(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// How often to hash.
  enum Rounds implements Case {
    ONE(1),
    TWO(2),
    THOUSAND(1000);

    private final long n;

    Rounds(long n) {
      this.n = n;
    }
  }

  @Must(
      id = "sync-async.compute.range",
      claim = "what cannot be computed is refused",
      proves = ERROR_HANDLING,
      cases = BadNumber.class)
  void senselessNumberIsRefused(Work work, BadNumber bad) {
    compute(work, 1).require(status(200));
    work.api().get("/compute" + bad.query).expect(refusal(400));
  }

  /// What is no number of rounds.
  enum BadNumber implements Case {
    ZERO("?n=0"),
    NEGATIVE("?n=-1"),
    TOO_LARGE("?n=100000001"),
    A_WORD("?n=many"),
    MISSING("");

    private final String query;

    BadNumber(String query) {
      this.query = query;
    }
  }

  @Must(
      id = "sync-async.compute.others-served",
      claim = "while one computes, others are served long before it ends",
      proves = {CONCURRENCY, LIVENESS},
      timing = true)
  void othersAreServedMeanwhile(Work work) {
    Duration sample = compute(work, SAMPLE).require(status(200)).took();
    long n = Math.max(SAMPLE, SAMPLE * LONG.toMillis() / Math.max(1, sample.toMillis()));
    for (int i = 0; i < TRIES; i++) {
      Pending computing = work.api().begin(work.api().request("GET", "/compute?n=" + n));
      if (computing.watch(BEGUN) instanceof Seen.Silence) {
        judge(work, computing);
        return;
      }
      n = Math.min(MOST, n * 4); // it has become faster
    }
    throw VerdictException.inconclusive("it computes so fast that nothing can be seen beside it");
  }

  private static void judge(Work work, Pending computing) {
    Duration before = computing.since();
    work.api().send(work.api().request("GET", "/"), LONG.multipliedBy(8)).require(status(200));
    Duration served = computing.since();
    computing.reply(LONG.multipliedBy(20)).require(status(200));
    Duration all = computing.since();
    // a frozen server answers both at the same moment
    boolean longBefore =
        all.minus(served).compareTo(served.minus(before)) > 0
            || served.minus(before).multipliedBy(4).compareTo(all) < 0;
    if (!longBefore) {
      throw VerdictException.violates(
          "GET / answered long before the computation has ended",
          "GET / after %d ms, the computation ended %d ms later"
              .formatted(served.minus(before).toMillis(), all.minus(served).toMillis()));
    }
  }
}
