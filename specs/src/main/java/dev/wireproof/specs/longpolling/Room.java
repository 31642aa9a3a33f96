package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.verdict.Expect.requireThat;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A room that no other spec uses, and a client that posts events to it and polls it. What each
/// verb sends stands in the table of the package's page.
public final class Room implements WireClient {

  /// How long a target holds a poll at least, where it does not say how long.
  private static final Duration LEAST_HOLD = Duration.ofSeconds(10);

  /// As many polls as a server holds at least, unless it declares fewer connections.
  private static final long MOST_POLLS = 200;

  private static final int CONNECTIONS = 8;

  private final SpecContext context;
  private final Api api;
  private final String name;

  public Room(SpecContext context) {
    this(context, new Api(context));
  }

  private Room(SpecContext context, Api api) {
    this(context, api, api.fresh("room"));
  }

  private Room(SpecContext context, Api api, String name) {
    this.context = context;
    this.api = api;
    this.name = name;
  }

  /// Another room that no other spec uses.
  Room another() {
    return new Room(context, api);
  }

  /// The room whose name is the same in capital letters.
  Room inCapitals() {
    return new Room(context, api, name.toUpperCase(Locale.ROOT));
  }

  /// Right effect, lesser flaw: the spec goes on.
  void tolerate(String why) {
    context.tolerate(why);
  }

  Api api() {
    return api;
  }

  Patience patience() {
    return api.patience();
  }

  private String path() {
    return "/rooms/" + name + "/events";
  }

  Http1Request postRequest(String text) {
    return api.request("POST", path(), Json.of("text", text));
  }

  Http1Request pollRequest(String query) {
    return api.request("GET", path() + (query.isEmpty() ? "" : "?" + query));
  }

  Http1Request pollRequest(String after, long wait) {
    return pollRequest(query(after, wait));
  }

  private static String query(String after, long wait) {
    return "after=" + encoded(after) + "&wait=" + wait;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Reply postEvent(String text) {
    return api.send(postRequest(text));
  }

  /// Posts any JSON, or a text that is not JSON.
  Reply postJson(String json) {
    return api.post(path(), json);
  }

  List<Reply> postAtOnce(List<String> texts) {
    return api.together(texts.stream().map(this::postRequest).toList());
  }

  /// Control: posts an event.
  ///
  /// @return its id
  /// @throws VerdictException when it is not accepted: the spec is inconclusive
  String requirePosted(String text) {
    return postEvent(text).require(status(201)).json().text("id");
  }

  /// Control: posts the events `prefix 1` to `prefix n`, one after the other.
  ///
  /// @return their texts
  List<String> requirePosted(int n, String prefix) {
    List<String> texts = texts(n, prefix);
    texts.forEach(this::requirePosted);
    return texts;
  }

  /// Control: posts the events `prefix 1` to `prefix n` at once.
  ///
  /// @return their texts
  List<String> requirePostedAtOnce(int n, String prefix) {
    List<String> texts = texts(n, prefix);
    postAtOnce(texts).forEach(reply -> reply.require(status(201)));
    return texts;
  }

  private static List<String> texts(int n, String prefix) {
    return IntStream.rangeClosed(1, n).mapToObj(i -> prefix + " " + i).toList();
  }

  /// Control: posts many events over a few connections that stay open.
  ///
  /// @throws VerdictException when one is not accepted: the spec is inconclusive
  void requirePostedMany(int n) {
    List<Http1Wire> wires =
        Stream.generate(() -> new Http1Wire(context)).limit(CONNECTIONS).toList();
    for (int i = 0; i < n; i += CONNECTIONS) {
      wires.forEach(wire -> wire.send(postRequest("event")));
      wires.forEach(wire -> requireThat(wire.next(), status(201).as("an event that is accepted")));
    }
  }

  /// Polls with a query of any kind.
  Reply poll(String query) {
    return reply(pollRequest(query));
  }

  /// Polls for what came after the cursor, without waiting.
  Reply pollNow(String after) {
    return reply(pollRequest(after, 0));
  }

  /// How long a server takes for a poll says nothing of its pace: it may have held it.
  private Reply reply(Http1Request poll) {
    Pending pending = api.begin(poll);
    Reply reply = pending.reply(patience().forAnswer());
    pending.leave();
    return reply;
  }

  /// Sends `n` polls, a POST of an event, and `n` more polls, all at the same moment.
  ///
  /// @return the responses to the polls
  /// @throws VerdictException when the event is not accepted: the spec is inconclusive
  List<Reply> pollAroundPost(String after, int n, String text) {
    long wait = Math.max(1, heldFor(LEAST_HOLD.toSeconds()).toSeconds());
    var requests = new ArrayList<>(Collections.nCopies(2 * n, pollRequest(after, wait)));
    requests.add(n, postRequest(text));
    // longer than a hold: what comes then came late, and was not lost
    Duration within = heldFor(LEAST_HOLD.toSeconds()).plus(patience().forAnswer());
    var replies = new ArrayList<>(api.together(requests, within));
    replies.remove(n).require(status(201));
    return replies;
  }

  /// Sends a poll that is to be held as long as this target holds one, ten seconds at most.
  Poll beginPoll(String after) {
    long seconds = Math.clamp(hold().plusMillis(999).toSeconds(), 1, LEAST_HOLD.toSeconds());
    return beginPoll(after, seconds);
  }

  Poll beginPoll(String after, long wait) {
    return beginPoll(after, wait, heldFor(wait));
  }

  /// Sends a poll that asks for `wait` seconds and is to be held for `hold`.
  Poll beginPoll(String after, long wait, Duration hold) {
    return new Poll(this, api.begin(pollRequest(after, wait)), hold);
  }

  /// Sends a poll that is not to be held, though it may be.
  Poll beginPollWith(String query) {
    return new Poll(this, api.begin(pollRequest(query)), heldFor(LEAST_HOLD.toSeconds()));
  }

  List<Poll> beginPolls(String after, int n) {
    return Stream.generate(() -> beginPoll(after)).limit(n).toList();
  }

  /// Control: as many polls are held as a server holds at least, or as it declares.
  ///
  /// @throws VerdictException when they are not held: the spec is inconclusive
  List<Poll> requireCrowd(String after) {
    List<Poll> crowd = beginPolls(after, crowdSize());
    crowd.getLast().requireHeld();
    return crowd;
  }

  private int crowdSize() {
    long declared = api.target().numberLimit("connections").orElse(MOST_POLLS);
    // one connection is left for what the spec does beside them
    return Math.toIntExact(Math.min(MOST_POLLS, declared - 1));
  }

  /// How long a poll will be held that asks for `wait` seconds.
  Duration heldFor(long wait) {
    return Stream.of(Duration.ofSeconds(wait), hold()).min(Duration::compareTo).orElseThrow();
  }

  private Duration hold() {
    return api.target().durationLimit("long-poll-hold").orElse(LEAST_HOLD);
  }

  /// Control: a first event is posted, and polled.
  ///
  /// @return the cursor after it
  /// @throws VerdictException when it is not there: the spec is inconclusive
  String requireFirstEvent() {
    requirePosted("the first event");
    return PollResponse.requireIn(poll("wait=0")).next();
  }

  /// Control: as [#requireFirstEvent], and another event wakes a poll that is held.
  ///
  /// @return the cursor after both events
  /// @throws VerdictException when the poll is not woken: the spec is inconclusive
  String requireWake() {
    Poll poll = beginPoll(requireFirstEvent()).requireHeld();
    requirePosted("an event that wakes");
    return poll.requireEvents().next();
  }

  /// Control: a poll that does not wait is answered, on a connection of its own, as each has one.
  ///
  /// @return how long it took
  Duration requireExchange() {
    long begin = System.nanoTime();
    poll("wait=0").require(status(200, 204));
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /// Polls for events that are not there.
  ///
  /// @throws VerdictException when there are some; inconclusive when no response comes at all
  void expectNoEvents(String query) {
    poll(query).require(status(200, 204)).expect(status(204));
  }

  /// As [#expectNoEvents], after a cursor.
  ///
  /// @throws VerdictException when there are some; inconclusive when no response comes at all
  void expectNoEventsAfter(String after) {
    expectNoEvents(query(after, 0));
  }

  /// All events after the cursor: follows `next` until there are no more.
  ///
  /// @throws VerdictException when `next` does not lead to an end
  List<String> expectRest(String after) {
    return new Reader(this, after).expectToEnd().texts();
  }

  /// A poll that was sent at the moment of an event has the event, at once.
  ///
  /// @throws VerdictException when it is lost or late
  PollResponse expectAtOnce(Reply poll, String text) {
    boolean late = poll.took().compareTo(patience().forAnswer()) > 0;
    poll.expect(
        Expectation.<Seen>of(
            "“" + text + "” at once, in a poll that was sent at its moment",
            _ -> poll.status() == 200 && !late,
            _ -> poll + ": " + diagnosis(poll)));
    return PollResponse.expectIn(poll).expectTexts(text);
  }

  private String diagnosis(Reply poll) {
    if (poll.status() != 200) {
      return "a lost wake-up";
    }
    Duration hold = heldFor(LEAST_HOLD.toSeconds());
    long millis = poll.took().toMillis();
    return poll.took().compareTo(hold.multipliedBy(9).dividedBy(10)) < 0
        ? "late, not lost: after %d ms, so that the server looks for events now and then"
            .formatted(millis)
        : "after %d ms, when the hold of %d ms was over: nothing woke the poll"
            .formatted(millis, hold.toMillis());
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
