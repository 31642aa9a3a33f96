package dev.wireproof.reference.push;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.Delay;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Sends events to webhooks, each in a task of its own, and again until it is taken.
final class Deliveries {

  private static final int ATTEMPTS = 7;
  private static final Duration FIRST_DELAY = Duration.ofMillis(100);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2).plusMillis(200);

  private final Set<PushFault> faults;
  private final HttpClient http;
  private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, ExecutorService> oneOfRoom = new ConcurrentHashMap<>();
  private final AtomicLong begun = new AtomicLong();
  private volatile boolean closed;

  Deliveries(Set<PushFault> faults) {
    this.faults = faults;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(
                faults.contains(PushFault.REDIRECTS_FOLLOWED)
                    ? HttpClient.Redirect.ALWAYS
                    : HttpClient.Redirect.NEVER)
            .build();
  }

  /// How many attempts were begun.
  long begun() {
    return begun.get();
  }

  /// Has the event delivered, and does not wait for it.
  void deliver(PushEvent event, Webhook hook) {
    worker(event.room())
        .execute(() -> {
          try {
            untilTaken(event, hook);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the server closes
          }
        });
  }

  private ExecutorService worker(String room) {
    return faults.contains(PushFault.ONE_DELIVERY_AT_A_TIME)
        ? oneOfRoom.computeIfAbsent(
            room, _ -> Executors.newSingleThreadExecutor(Thread.ofVirtual().factory()))
        : tasks;
  }

  /// As [#deliver], and waits for the first attempt, as no server should.
  void deliverNow(PushEvent event, Webhook hook) throws InterruptedException {
    untilTaken(event, hook);
  }

  private void untilTaken(PushEvent event, Webhook hook) throws InterruptedException {
    String id = "w-" + UUID.randomUUID();
    Duration delay = FIRST_DELAY;
    int attempts = faults.contains(PushFault.GIVES_UP_AFTER_3) ? 3 : ATTEMPTS;
    for (int i = 0; i < attempts && !hook.isEnded() && !closed; i++) {
      if (faults.contains(PushFault.NEW_ID_FOR_EACH_ATTEMPT)) {
        id = "w-" + UUID.randomUUID();
      }
      int status = attempt(event, hook, faults.contains(PushFault.ID_OF_THE_HOOK) ? hook.id() : id);
      if (status == 410 && !faults.contains(PushFault.GONE_IS_A_FAILURE)) {
        hook.end();
      }
      if (isTaken(status)) {
        return;
      }
      Delay.interruptibly(delay);
      delay = faults.contains(PushFault.DELAY_STAYS) ? delay : delay.multipliedBy(2);
    }
  }

  private boolean isTaken(int status) {
    if (faults.contains(PushFault.NEVER_TRIED_AGAIN)) {
      return true;
    }
    if (faults.contains(PushFault.CLIENT_ERRORS_ARE_FINAL) && status / 100 == 4) {
      return true;
    }
    if (faults.contains(PushFault.REDIRECT_IS_SUCCESS) && status / 100 == 3) {
      return true;
    }
    if (faults.contains(PushFault.CUT_IS_SUCCESS) && status == 0) {
      return true;
    }
    return faults.contains(PushFault.ONLY_200_IS_SUCCESS) ? status == 200 : status / 100 == 2;
  }

  /// @return the status; 0 when there was none
  private int attempt(PushEvent event, Webhook hook, String id) throws InterruptedException {
    begun.incrementAndGet();
    long now = System.currentTimeMillis();
    String timestamp =
        Long.toString(faults.contains(PushFault.TIMESTAMP_IN_MILLISECONDS) ? now : now / 1000);
    try {
      byte[] body = body(event);
      var request =
          HttpRequest.newBuilder(hook.url())
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .header(
                  "Content-Type",
                  faults.contains(PushFault.SENT_AS_TEXT) ? "text/plain" : "application/json")
              .header("Webhook-Id", id)
              .header("Webhook-Timestamp", timestamp)
              .header("Webhook-Signature", "v1," + signature(hook, id, timestamp, event, body));
      if (!faults.contains(PushFault.WAITS_FOR_EVER)) {
        request.timeout(ANSWER_WITHIN);
      }
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException _) {
      return 0; // refused, cut, or no response in time
    }
  }

  private byte[] body(PushEvent event) throws IOException {
    var json = new LinkedHashMap<String, Object>();
    if (!faults.contains(PushFault.ROOM_LEFT_OUT)) {
      json.put("room", event.room());
    }
    json.put("id", event.id());
    json.put("text", event.text());
    return JSON.std.asBytes(json);
  }

  private String signature(Webhook hook, String id, String timestamp, PushEvent event, byte[] body)
      throws IOException {
    byte[] signed = body;
    if (faults.contains(PushFault.SIGNS_ANOTHER_SPELLING)) {
      signed = new String(body, StandardCharsets.US_ASCII).getBytes(StandardCharsets.UTF_8);
    }
    if (faults.contains(PushFault.SIGNS_THE_BODY_ALONE)) {
      return Signature.of(hook.secret(), "", signed);
    }
    String retried = faults.contains(PushFault.SIGNED_WITH_EVENT_ID) ? event.id() : id;
    return Signature.of(hook.secret(), retried + "." + timestamp + ".", signed);
  }

  void close() {
    closed = true;
    tasks.shutdownNow();
    oneOfRoom.values().forEach(ExecutorService::shutdownNow);
    http.shutdownNow();
  }
}
