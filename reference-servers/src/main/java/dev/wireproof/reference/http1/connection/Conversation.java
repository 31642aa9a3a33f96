package dev.wireproof.reference.http1.connection;

import dev.wireproof.reference.http1.check.Refused;
import dev.wireproof.reference.http1.codec.BodyReader;
import dev.wireproof.reference.http1.codec.FramingReader;
import dev.wireproof.reference.http1.codec.OctetLineReader;
import dev.wireproof.reference.http1.codec.RequestInput;
import dev.wireproof.reference.http1.codec.RequestReader;
import dev.wireproof.reference.http1.codec.ResponseWriter;
import dev.wireproof.reference.http1.fault.ChunkFault;
import dev.wireproof.reference.http1.fault.ConnectionFault;
import dev.wireproof.reference.http1.fault.ConnectionStateFault;
import dev.wireproof.reference.http1.fault.ExpectFault;
import dev.wireproof.reference.http1.fault.FramingFault;
import dev.wireproof.reference.http1.fault.PersistenceFault;
import dev.wireproof.reference.http1.fault.ResponseFault;
import dev.wireproof.reference.http1.fault.SemanticsFault;
import dev.wireproof.reference.http1.fault.TimeoutFault;
import dev.wireproof.reference.http1.message.Body;
import dev.wireproof.reference.http1.message.ConnectionId;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Framing;
import dev.wireproof.reference.http1.message.Head;
import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.Request;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.ResponseForm;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.wire.Octets;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The exchanges on one connection, one after the other: requests that were sent ahead wait in the
/// input, so their responses cannot overtake each other.
final class Conversation {

  /// What follows: another request, none, or an end at once. The last two are the faults' own.
  enum Next {
    REQUEST,
    NOTHING,
    CLOSE,
    RESET,
    SILENCE
  }

  private static final System.Logger LOG = System.getLogger(Conversation.class.getName());
  private static final Duration TIME_TO_FINISH = Duration.ofMillis(30);
  private static final int SHALLOW_PIPELINE = 16;

  private final RequestInput input;
  private final ResponseOutput output;
  private final ServerSettings settings;
  private final BooleanSupplier finishing;
  private final RequestReader requests;
  private final FramingReader framings;
  private final BodyReader bodies;
  private final ResponseQueue responses;
  private final Persistence persistence;
  private final ExpectContinue expectation;
  private final Upgrades upgrades;
  private final ConnectionId id = new ConnectionId();
  private Fields leftOver = Fields.NONE;
  private int sent;
  private int sentInARow;

  Conversation(
      RequestInput input,
      ResponseOutput output,
      ServerSettings settings,
      BooleanSupplier finishing) {
    this.input = input;
    this.output = output;
    this.settings = settings;
    this.finishing = finishing;
    var lines = new OctetLineReader(input, settings.faults());
    this.requests = new RequestReader(input, lines, settings.faults(), settings.limits());
    this.framings = new FramingReader(settings.faults());
    this.bodies = new BodyReader(input, lines, settings.faults(), settings.limits());
    this.responses = new ResponseQueue(output, settings.faults());
    this.persistence = new Persistence(settings.faults());
    this.expectation = new ExpectContinue(settings.faults());
    this.upgrades = new Upgrades(settings.faults());
  }

  /// Reads one request, of which an octet is already here, and answers it.
  Next exchange() throws IOException {
    try {
      Optional<Head> head = nextHead();
      return head.isPresent() ? respond(head.get()) : Next.NOTHING;
    } catch (Refused refused) {
      return refuse(refused);
    } catch (SocketTimeoutException _) {
      if (timesOutWithoutAWord()) {
        return Next.CLOSE;
      }
      return refuse(Refused.closing(Status.REQUEST_TIMEOUT, "arrives in time"));
    }
  }

  /// A client that is slow to send its head delays itself alone.
  private Optional<Head> nextHead() throws IOException, Refused {
    if (readsHeadsSideBySide()) {
      return requests.head();
    }
    settings.heads().lock();
    try {
      return requests.head();
    } finally {
      settings.heads().unlock();
    }
  }

  private Next respond(Head head) throws IOException, Refused {
    if (failsOnWeight() && head.fields().values("Accept-Language").contains("en;q=")) {
      settings.end().run();
      return Next.RESET;
    }
    Framing framing = framings.framing(head);
    bodies.admit(framing);
    Optional<Octets> switching = upgrades.accepted(head);
    if (switching.isPresent()) {
      output.send(new ResponseWriter.Parts(switching.get(), Octets.NONE));
      return Next.CLOSE;
    }
    Optional<Response> refusal = expectation.refusal(head);
    boolean continues = refusal.isEmpty() && expectation.isToContinue(head, framing);
    if (continues) {
      refusal = settings.service().refusal(head);
      if (refusal.isEmpty() && saysContinue()) {
        output.sendContinue();
      }
    }
    if (refusal.isPresent()) {
      return send(head, withoutBodyOf(framing, refusal.get()));
    }
    if (leavesRefusedBody() && settings.service().refusal(head).isPresent()) {
      return send(head, settings.service().refusal(head).get());
    }
    Body body = leavesBody(head, continues) ? Body.NONE : bodies.read(framing);
    if (takesRestForBody(head, framing)) {
      input.forget();
    }
    return send(head, responseTo(new Request(asRemembered(merged(head, body)), body, id)));
  }

  /// A correct server keeps what follows the body apart from what came before it.
  private Head merged(Head head, Body body) {
    return settings.faults().has(ChunkFault.TRAILERS_MERGED)
        ? new Head(head.line(), head.target(), head.fields().withAll(body.trailers()))
        : head;
  }

  private boolean takesRestForBody(Head head, Framing framing) {
    return settings.faults().has(FramingFault.REST_TAKEN_FOR_BODY)
        && framing instanceof Framing.None
        && head.method().filter(method -> method == Method.POST).isPresent();
  }

  /// An error of ours is the client's business only as a 500.
  private Response responseTo(Request request) {
    try {
      return settings.service().respond(request);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "no answer to " + request.head().line().text(), e);
      return Response.problem(Status.INTERNAL_SERVER_ERROR, "An error of ours.").andClose();
    }
  }

  /// A client that was refused may send the body or not: after either, only closing is safe.
  private Response withoutBodyOf(Framing framing, Response refusal) {
    boolean goesOn = settings.faults().has(ExpectFault.REFUSED_WITHOUT_CLOSE);
    return ExpectContinue.announcesBody(framing) && !goesOn ? refusal.andClose() : refusal;
  }

  private boolean leavesBody(Head head, boolean continues) {
    return upgrades.leavesBody(head)
        || (continues && settings.faults().has(ExpectFault.BODY_UNREAD_AFTER_CONTINUE));
  }

  private Next send(Head head, Response response) throws IOException {
    if (isAbandoned()) {
      return Next.CLOSE;
    }
    boolean wanted = persistence.isWanted(head) || (respondsAfterClose() && input.hasMore());
    boolean goesOn = wanted && !response.last() && !finishing.getAsBoolean();
    String connection = persistence.announcement(head, goesOn);
    var parts = settings.writer().write(response, ResponseForm.of(head.line()), connection);
    boolean more = goesOn && input.hasMore();
    responses.send(head, parts, more);
    sent++;
    if (!goesOn) {
      return wanted || !resetsInsteadOfClosing() ? Next.CLOSE : Next.RESET;
    }
    return persistence.endsAfter(response, sent) && !more ? Next.CLOSE : nextAfter(more);
  }

  private Next nextAfter(boolean more) throws IOException {
    sentInARow = more ? sentInARow + 1 : 0;
    if (sentInARow == SHALLOW_PIPELINE && forgetsDeepPipeline()) {
      input.forget();
    }
    if (dropsRemainder() && !input.hasBufferedHead()) {
      input.forget();
    }
    return more || persistsAfterFirst() ? Next.REQUEST : Next.CLOSE;
  }

  /// The head as a server sees it that does not clear what it has read before.
  private Head asRemembered(Head head) {
    if (!settings.faults().has(ConnectionStateFault.FIELDS_CARRIED_OVER)) {
      return head;
    }
    Fields all = head.fields();
    for (Fields.Line line : leftOver.lines()) {
      all = all.has(line.name()) ? all : all.with(line.name(), line.value());
    }
    for (Fields.Line line : head.fields().lines()) {
      leftOver = line.name().startsWith("X-") ? leftOver.with(line.name(), line.value()) : leftOver;
    }
    return new Head(head.line(), head.target(), all);
  }

  /// Refuses a message that nothing sound can follow.
  private Next refuse(Refused refused) throws IOException {
    responses.flush();
    boolean lingers = refused.ending() == Refused.Ending.LINGERS;
    boolean goesOn = lingers || refused.ending() == Refused.Ending.PRETENDS;
    if (refused.ending() == Refused.Ending.STALLS) {
      return Next.SILENCE;
    }
    var problem = Response.problem(refused.status(), "Rule: " + refused.why());
    output.send(
        settings.writer().write(problem, requests.responseForm(), lingers ? "" : closing()));
    return goesOn ? Next.REQUEST : Next.CLOSE;
  }

  private String closing() {
    return settings.faults().has(ResponseFault.REFUSAL_WITHOUT_CLOSE) ? "" : "close";
  }

  private boolean timesOutWithoutAWord() {
    return settings.faults().has(TimeoutFault.TIMES_OUT_WITHOUT_A_WORD);
  }

  private boolean leavesRefusedBody() {
    return settings.faults().has(PersistenceFault.REFUSED_BODY_LEFT_UNREAD);
  }

  private boolean respondsAfterClose() {
    return settings.faults().has(PersistenceFault.PIPELINE_BEHIND_CLOSE_ANSWERED);
  }

  private boolean dropsRemainder() {
    return settings.faults().has(PersistenceFault.REMAINDER_DROPPED);
  }

  private boolean readsHeadsSideBySide() {
    return !settings.faults().has(ConnectionFault.ONE_HEAD_AT_A_TIME);
  }

  private boolean saysContinue() {
    return !settings.faults().has(SemanticsFault.CONTINUE_NOT_SENT);
  }

  /// A client that has finished sending is still there to read (RFC 9112 §9.6).
  private boolean isAbandoned() throws IOException {
    if (sent > 0 || !settings.faults().has(ConnectionFault.HALF_CLOSE_TAKEN_FOR_ABORT)) {
      return false;
    }
    try {
      input.allow(TIME_TO_FINISH);
      return !input.awaitMore();
    } catch (SocketTimeoutException _) {
      return false;
    }
  }

  private boolean failsOnWeight() {
    return settings.faults().has(ConnectionFault.WEIGHT_ENDS_SERVER);
  }

  private boolean persistsAfterFirst() {
    return !settings.faults().has(ConnectionFault.SECOND_REQUEST_CLOSES);
  }

  private boolean forgetsDeepPipeline() {
    return settings.faults().has(ConnectionFault.PIPELINE_CUT_AT_SIXTEEN);
  }

  private boolean resetsInsteadOfClosing() {
    return settings.faults().has(ConnectionFault.RESET_INSTEAD_OF_FIN);
  }
}
