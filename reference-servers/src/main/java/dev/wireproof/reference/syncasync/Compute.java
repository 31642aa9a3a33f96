package dev.wireproof.reference.syncasync;

import static dev.wireproof.reference.syncasync.SyncAsyncFault.HASHES_HEX;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.NEAREST_N;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.N_DEFAULTS_TO_1;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.ROUND_TOO_MANY;

import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// `GET /compute?n=`: SHA-256, n times over. It never waits, so a virtual thread would keep its
/// carrier to itself; each computation has a thread of the system's, which shares the processor.
final class Compute implements Handler {

  private static final long MOST = 100_000_000;

  private final Set<SyncAsyncFault> faults;

  Compute(Set<SyncAsyncFault> faults) {
    this.faults = faults;
  }

  @Override
  public void handle(Exchange exchange) throws IOException, InterruptedException, Problem {
    long n = number(exchange.request().query("n").orElse(""));
    long rounds = faults.contains(ROUND_TOO_MANY) ? n + 1 : n;
    var work = new FutureTask<>(() -> hash(rounds));
    Thread thread = Thread.ofPlatform().name("compute").daemon().start(work);
    try {
      var json = new LinkedHashMap<String, Object>();
      json.put("n", n);
      json.put("sha256", work.get());
      exchange.respond(200, json);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.interrupt();
    }
  }

  private long number(String text) throws Problem {
    if (!text.matches("-?\\d{1,18}")) {
      if (faults.contains(N_DEFAULTS_TO_1)) {
        return 1;
      }
      throw new Problem(400, "“n” is to be a number.");
    }
    long n = Long.parseLong(text);
    if (faults.contains(NEAREST_N)) {
      return Math.clamp(n, 1, 1000);
    }
    if (n < 1 || n > MOST) {
      throw new Problem(400, "“n” is to be from 1 to " + MOST + ".");
    }
    return n;
  }

  private String hash(long rounds) throws NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] octets = {};
    for (long i = 0; i < rounds && !Thread.currentThread().isInterrupted(); i++) {
      octets = sha256.digest(octets);
      if (faults.contains(HASHES_HEX) && i + 1 < rounds) {
        octets = HexFormat.of().formatHex(octets).getBytes(StandardCharsets.US_ASCII);
      }
    }
    return HexFormat.of().formatHex(octets);
  }
}
