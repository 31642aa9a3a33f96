package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/// Work that needs a processor and waits for nothing: asynchronous waiting does not help it.
class ComputeSpec {

  private static final Duration LONG = Duration.ofMillis(1500);

  @Must(
      id = "sync-async.compute.right",
      claim = "the hash that is computed is right",
      source = "contract B; FIPS 180-4",
      proves = FIDELITY,
      cases = Rounds.class)
  void hashIsRight(Work work, Rounds rounds) {
    work.getCompute("?n=" + rounds.n)
        .expect(status(200))
        .expectJson(json("sha256").is(hash(rounds.n)), json("n").is(rounds.n));
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
      claim = "an n that is not a number from 1 to 100000000 is refused",
      proves = ERROR_HANDLING,
      cases = BadNumber.class)
  void invalidNumberIsRefused(Work work, BadNumber bad) {
    work.getCompute("?n=1").require(status(200));
    work.getCompute(bad.query).expect(refusal(400));
  }

  /// What is not a number of rounds.
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
      claim = "while one request computes, others are served long before it ends",
      proves = {CONCURRENCY, LIVENESS},
      timing = true)
  void othersAreServedMeanwhile(Work work) {
    Pending computing = work.requireLongCompute(LONG);
    Duration sent = computing.since();
    work.getRoot(LONG.multipliedBy(8)).require(status(200));
    Duration served = computing.since();
    computing.reply(LONG.multipliedBy(20)).require(status(200));
    Duration ended = computing.since();
    expectThat(new Meanwhile(sent, served, ended), longBeforeTheEnd());
  }

  private static Expectation<Meanwhile> longBeforeTheEnd() {
    return Expectation.of(
        "GET / answered long before the computation has ended", Meanwhile::isLongBeforeTheEnd);
  }

  /// A request beside a computation: when it was sent, when it was served and when the computation
  /// ended, all since the computation began.
  private record Meanwhile(Duration sent, Duration served, Duration ended) {

    private Duration took() {
      return served.minus(sent);
    }

    private Duration left() {
      return ended.minus(served);
    }

    /// A frozen server answers both at the same moment.
    private boolean isLongBeforeTheEnd() {
      return left().compareTo(took()) > 0 || took().multipliedBy(4).compareTo(ended) < 0;
    }

    @Override
    public String toString() {
      return "GET / after %d ms, the computation ended %d ms later"
          .formatted(took().toMillis(), left().toMillis());
    }
  }
}
