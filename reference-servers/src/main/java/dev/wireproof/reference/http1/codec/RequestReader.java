package dev.wireproof.reference.http1.codec;

import dev.wireproof.reference.http1.check.FramingCheck;
import dev.wireproof.reference.http1.check.HostCheck;
import dev.wireproof.reference.http1.check.InventedHeadRule;
import dev.wireproof.reference.http1.check.InventedLineRule;
import dev.wireproof.reference.http1.check.LimitCheck;
import dev.wireproof.reference.http1.check.Refused;
import dev.wireproof.reference.http1.check.RequestLineCheck;
import dev.wireproof.reference.http1.check.TargetCheck;
import dev.wireproof.reference.http1.fault.ConnectionStateFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.ParsingFault;
import dev.wireproof.reference.http1.fault.TimeoutFault;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Head;
import dev.wireproof.reference.http1.message.RequestLine;
import dev.wireproof.reference.http1.message.RequestTarget;
import dev.wireproof.reference.http1.message.ResponseForm;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// Reads the head of the next request and holds it to every check (RFC 9112 §2 to §6).
public final class RequestReader {

  private static final Duration A_LONG_TIME = Duration.ofHours(1);

  private final RequestInput input;
  private final OctetLineReader lines;
  private final FieldReader fields;
  private final Faults faults;
  private final ServerLimits limits;
  private ResponseForm form = ResponseForm.UNKNOWN;
  private boolean isHostChecked;

  public RequestReader(
      RequestInput input, OctetLineReader lines, Faults faults, ServerLimits limits) {
    this.input = input;
    this.lines = lines;
    this.fields = new FieldReader(lines, faults);
    this.faults = faults;
    this.limits = limits;
  }

  /// The form that a response to the last head takes, as far as that was read before it was
  /// refused.
  public ResponseForm responseForm() {
    return form;
  }

  /// The next head, of which an octet is already here; nothing when only an empty line came.
  public Optional<Head> head() throws IOException, Refused {
    form = ResponseForm.UNKNOWN;
    input.allow(isPatient() ? A_LONG_TIME : limits.timeouts().header());
    String text = requestLine();
    if (text.isEmpty() && skipsEmptyLine()) {
      if (!anotherBegins()) {
        return Optional.empty();
      }
      text = requestLine();
    }
    var line = RequestLine.split(skipsWords() ? RequestLine.withoutExtraWords(text) : text);
    form = ResponseForm.of(line);
    faults.examine(line, RequestLineCheck.values());
    faults.examine(line, TargetCheck.values());
    faults.examineInvented(line, InventedLineRule.values());
    Fields section = fields.section(limits.head(), LimitCheck.HEAD_FITS);
    var head = new Head(line, RequestTarget.of(line), section);
    if (!isHostChecked) {
      faults.examine(head, HostCheck.values());
      isHostChecked = faults.has(ConnectionStateFault.HOST_CHECKED_ONCE);
    }
    faults.examine(head, FramingCheck.values());
    faults.examineInvented(head, InventedHeadRule.values());
    return Optional.of(head);
  }

  private boolean isPatient() {
    return faults.has(TimeoutFault.HEAD_AWAITED_FOR_EVER);
  }

  private String requestLine() throws IOException, Refused {
    return lines.line(limits.line(), LimitCheck.REQUEST_LINE_FITS);
  }

  /// Some clients send one CRLF too many after a body (RFC 9112 §2.2).
  private boolean skipsEmptyLine() {
    return !faults.has(ParsingFault.LEADING_EMPTY_LINE_REFUSED);
  }

  private boolean skipsWords() {
    return faults.has(ParsingFault.WORDS_BEHIND_TARGET_SKIPPED);
  }

  private boolean anotherBegins() throws IOException {
    try {
      return input.awaitMore();
    } catch (SocketTimeoutException _) {
      return false;
    }
  }
}
