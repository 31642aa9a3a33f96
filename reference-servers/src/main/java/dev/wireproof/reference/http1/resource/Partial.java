package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.RangeFault;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/// 206 with one part or several (RFC 9110 §15.3.7).
final class Partial {

  private static final String CONTENT_RANGE = "Content-Range";

  private final Faults faults;

  Partial(Faults faults) {
    this.faults = faults;
  }

  Response single(ByteRange range, Representation current) {
    Response part = partial(current).withContent(current.type(), cut(range, current));
    return faults.has(RangeFault.CONTENT_RANGE_OMITTED)
        ? part
        : part.with(CONTENT_RANGE, range.of(total(range, current)));
  }

  Response multipart(List<ByteRange> ranges, Representation current) {
    String boundary = boundary(current);
    var parts = new ArrayList<Octets>();
    for (ByteRange range : ranges) {
      parts.add(Octets.latin1("--" + boundary + "\r\n" + partHead(range, current) + "\r\n"));
      parts.add(cut(range, current));
      parts.add(Octets.latin1("\r\n"));
    }
    if (!faults.has(RangeFault.MULTIPART_LEFT_OPEN)) {
      parts.add(Octets.latin1("--" + boundary + "--\r\n"));
    }
    Response response =
        partial(current)
            .withContent("multipart/byteranges; boundary=" + boundary, Octets.join(parts));
    return faults.has(RangeFault.MULTIPART_WITH_CONTENT_RANGE)
        ? response.with(CONTENT_RANGE, ranges.getFirst().of(current.content().size()))
        : response;
  }

  private String partHead(ByteRange range, Representation current) {
    String type = "Content-Type: " + current.type() + "\r\n";
    return faults.has(RangeFault.PART_WITHOUT_CONTENT_RANGE)
        ? type
        : type + CONTENT_RANGE + ": " + range.of(current.content().size()) + "\r\n";
  }

  private Response partial(Representation current) {
    Fields validators = current.validators();
    return Response.of(Status.PARTIAL_CONTENT)
        .withAll(
            faults.has(RangeFault.PART_WITHOUT_ETAG) ? validators.without("ETag") : validators);
  }

  private int total(ByteRange range, Representation current) {
    return faults.has(RangeFault.CONTENT_RANGE_TELLS_THE_PART)
        ? range.length()
        : current.content().size();
  }

  /// It must not occur in the content, and cannot: it has the content's own digest in it.
  private static String boundary(Representation current) {
    return "part-" + current.entityTag().replace("\"", "");
  }

  private static Octets cut(ByteRange range, Representation current) {
    return current.content().slice(range.first(), range.last() + 1);
  }
}
