package dev.wireproof.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PermitsTest {

  @Test
  void asManyRunAtOnceAsTheTargetBears() throws InterruptedException, ExecutionException {
    var permits = new Permits(3);
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var together = new CountDownLatch(3);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < 12; i++) {
        all.add(
            threads.submit(() -> {
              permits.<InterruptedException>with(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                together.countDown();
                together.await(); // ends only when three are inside
                inside.decrementAndGet();
              });
              return true;
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(most).hasValue(3);
    assertThat(permits.most()).isEqualTo(3);
  }

  @Test
  void whatFailsGivesItsPlaceBack() throws InterruptedException {
    var permits = new Permits(1);
    assertThatThrownBy(() ->
            permits.<IOException>with(() -> {
              throw new IOException("broken");
            }))
        .isInstanceOf(IOException.class);
    var ran = new AtomicInteger();
    permits.<RuntimeException>with(ran::incrementAndGet);
    assertThat(ran).hasValue(1);
  }
}
