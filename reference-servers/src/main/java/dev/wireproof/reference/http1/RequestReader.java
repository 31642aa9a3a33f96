package dev.wireproof.reference.http1;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// Reads the head of the next request and holds it to every check (RFC 9112 §2 to §6).
final class RequestReader {

  private static final Duration A_LONG_TIME = Duration.ofHours(1);

  private final Input input;
  private final LineReader lines;
  private final FieldReader fields;
  private final Faults faults;
  private final Limits limits;
  private Recipient recipient = Recipient.UNKNOWN;
  private boolean isHostChecked;

  RequestReader(Input input, LineReader lines, Faults faults, Limits limits) {
    this.input = input;
    this.lines = lines;
    this.fields = new FieldReader(lines, faults);
    this.faults = faults;
    this.limits = limits;
  }

  /// Who asked, as far as the last head told before it turned out to be wrong.
  Recipient recipient() {
    return recipient;
  }

  /// The next head, of which an octet is already here; nothing when only an empty line came.
  Optional<Head> head() throws IOException, Refused {
    recipient = Recipient.UNKNOWN;
    input.allow(isPatient() ? A_LONG_TIME : limits.timeouts().header());
    String text = requestLine();
    if (text.isEmpty() && skipsEmptyLine()) {
      if (!anotherBegins()) {
        return Optional.empty();
      }
      text = requestLine();
    }
    var line = RequestLine.split(skipsWords() ? RequestLine.withoutExtraWords(text) : text);
    recipient = Recipient.of(line);
    faults.examine(line, RequestLineCheck.values());
    faults.examine(line, TargetCheck.values());
    faults.examineInvented(line, InventedLineRule.values());
    Fields section = fields.section(limits.head(), LimitCheck.HEAD_FITS);
    var head = new Head(line, Target.of(line), section);
    if (!isHostChecked) {
      faults.examine(head, HostCheck.values());
      isHostChecked = faults.has(StateFault.HOST_CHECKED_ONCE);
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
