package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.FieldFault;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Head;
import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.Request;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.wire.Octets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Set;

/// The request at `/echo` as the server understood it, so that a difference can be seen:
///
/// ```
/// method: POST
/// target: /echo?a=b
/// version: HTTP/1.1
/// authority: example.org
/// field: Host: example.org
/// field: X-Twice: one
/// field: X-Twice: two
/// trailer: X-Late: three
/// octets: 5
///
/// hello
/// ```
///
/// Lines end with LF; values are the octets that came, without the whitespace around them.
final class Echo implements Resource {

  private final Faults faults;

  Echo(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Set<Method> methods() {
    return EnumSet.of(Method.GET, Method.POST, Method.PUT, Method.DELETE, Method.PATCH);
  }

  @Override
  public Response respond(Request request) {
    Head head = request.head();
    var text = new StringBuilder();
    line(text, "method", method(head));
    line(text, "target", head.line().target());
    line(text, "version", head.line().version());
    line(text, "authority", head.authority());
    seen(head.fields()).forEach(field -> line(text, "field: " + field.name(), field.value()));
    request
        .body()
        .trailers()
        .lines()
        .forEach(field -> line(text, "trailer: " + field.name(), field.value()));
    Octets content = request.body().content();
    line(text, "octets", Integer.toString(content.size()));
    Octets preamble = Octets.latin1(text.append('\n').toString());
    return Response.of(Status.OK)
        .with("Cache-Control", "no-store")
        .with("X-Content-Type-Options", "nosniff")
        .withContent("text/plain", preamble.plus(content));
  }

  /// Every line; in a server that keeps its fields in a map, one for each name.
  private Collection<Fields.Line> seen(Fields fields) {
    if (!faults.has(FieldFault.LAST_LINE_OF_A_NAME_WINS)) {
      return fields.lines();
    }
    var byName = new LinkedHashMap<String, Fields.Line>();
    fields.lines().forEach(line -> byName.put(line.name().toLowerCase(Locale.ROOT), line));
    return byName.values();
  }

  /// HEAD is answered as GET would be, so that it shows the length of that response.
  private static String method(Head head) {
    String method = head.line().method();
    return method.equals(Method.HEAD.name()) ? Method.GET.name() : method;
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(label).append(": ").append(value).append('\n');
  }
}
