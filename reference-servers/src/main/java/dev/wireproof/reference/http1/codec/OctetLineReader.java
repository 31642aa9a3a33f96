package dev.wireproof.reference.http1.codec;

import dev.wireproof.reference.http1.check.Check;
import dev.wireproof.reference.http1.check.LimitCheck;
import dev.wireproof.reference.http1.check.LineCheck;
import dev.wireproof.reference.http1.check.Refused;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.ParsingFault;
import dev.wireproof.reference.http1.fault.TimeoutFault;
import dev.wireproof.reference.http1.message.Syntax;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Reads lines as octets, one character for each (RFC 9112 §2.2). Deaf to where reads begin and
/// end: TCP carries a stream, and a line may come in one segment or in one segment per octet.
public final class OctetLineReader {

  private static final int CR = '\r';
  private static final int LF = '\n';
  private static final Duration AN_OCTET = Duration.ofMillis(1500);

  private final RequestInput input;
  private final Faults faults;

  public OctetLineReader(RequestInput input, Faults faults) {
    this.input = input;
    this.faults = faults;
  }

  /// The next line without its end.
  ///
  /// @param most octets that the line may have
  /// @param bound the check that a longer line breaks
  String line(int most, Check bound) throws IOException, Refused {
    return line(most, bound, LineCheck.ENDS_WITH_CRLF);
  }

  /// @param ending the check that a line breaks when it ends in LF alone
  String line(int most, Check bound, LineCheck ending) throws IOException, Refused {
    var line = new ByteArrayOutputStream(80);
    boolean afterCr = false;
    while (true) {
      int octet = next(line.size());
      if (octet == LF) {
        if (!afterCr) {
          faults.refuse(ending);
        }
        if (!afterCr && line.size() == 0 && readsOnAfterEmptyLine()) {
          continue;
        }
        return line.toString(StandardCharsets.ISO_8859_1);
      }
      if (afterCr && endsAtCr()) {
        input.unread();
        return line.toString(StandardCharsets.ISO_8859_1);
      }
      if (afterCr) {
        faults.refuse(LineCheck.NO_BARE_CR);
        line.write(CR);
      }
      afterCr = octet == CR;
      if (!afterCr) {
        line.write(octet);
      }
      if (line.size() > most) {
        throw tooLong(line, bound);
      }
    }
  }

  /// Whether something that follows the last line is already here.
  boolean hasMore() {
    return input.hasBuffered();
  }

  private int next(int soFar) throws IOException, Refused {
    if (soFar > 0 && !input.hasBuffered() && !crossesReads()) {
      return LF;
    }
    if (faults.has(TimeoutFault.HEAD_TIMER_RESTARTS)) {
      input.allow(AN_OCTET);
    }
    int octet = input.read();
    if (octet < 0) {
      throw Refused.breaking(LineCheck.IS_NOT_CUT_OFF);
    }
    return narrowsCharacters() ? narrowed(octet) : octet;
  }

  /// The low octet of a character that takes two in UTF-8: of U+010A, a line feed.
  private int narrowed(int octet) throws IOException {
    boolean isFirstOfTwo = (octet & 0xe0) == 0xc0 && input.hasBuffered();
    return isFirstOfTwo ? ((octet & 0x1f) << 6 | (input.read() & 0x3f)) & 0xff : octet;
  }

  private boolean narrowsCharacters() {
    return faults.has(ParsingFault.CHARACTERS_NARROWED);
  }

  private boolean endsAtCr() {
    return faults.has(ParsingFault.CR_TAKEN_FOR_LINE_END);
  }

  private boolean readsOnAfterEmptyLine() {
    return faults.has(ParsingFault.LF_ENDS_LINES_BUT_NO_HEAD);
  }

  private boolean crossesReads() {
    return !faults.has(ParsingFault.READ_TAKEN_FOR_LINE);
  }

  /// Without a single space the method itself is too long: no method that is known has that length.
  private Refused tooLong(ByteArrayOutputStream line, Check bound) throws Refused {
    boolean noMethodEnds =
        bound == LimitCheck.REQUEST_LINE_FITS
            && line.toString(StandardCharsets.ISO_8859_1).indexOf(Syntax.SP) < 0;
    Check broken = noMethodEnds ? LimitCheck.METHOD_FITS : bound;
    faults.refuse(broken);
    return Refused.breaking(broken);
  }
}
