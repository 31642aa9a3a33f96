package dev.wireproof.reference.http1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.reference.http1.check.HostCheck;
import dev.wireproof.reference.http1.fault.FaultSpec;
import dev.wireproof.reference.http1.fault.Http1Fault;
import dev.wireproof.reference.http1.message.Status;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A check can be wrong in four ways; any fault may use any of them.
class FaultKindTest {

  enum HostFault implements Http1Fault {
    FORGETS(new FaultSpec("Does not look.").forgets(HostCheck.IS_PRESENT)),
    MISREPORTS(new FaultSpec("Blames itself.").misreports(HostCheck.IS_PRESENT, Status.NOT_FOUND)),
    LINGERS(new FaultSpec("Goes on.").lingersAfter(HostCheck.IS_PRESENT)),
    STALLS(new FaultSpec("Goes silent.").stallsAt(HostCheck.IS_PRESENT));

    private final FaultSpec spec;

    HostFault(FaultSpec spec) {
      this.spec = spec;
    }

    @Override
    public FaultSpec spec() {
      return spec;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FORGETS, 200 204 FIN",
    "MISREPORTS, 404 FIN FIN",
    "LINGERS, 400 204 FIN",
    "STALLS, silence silence silence",
  })
  void aCheckIsWrongInOneOfFourWays(HostFault fault, String seen) throws IOException {
    try (var server = Http1Server.start(CorrectServer.ANY_PORT, Set.of(fault));
        var client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\n\r\n" + CorrectServer.SENTINEL);
      assertThat(client.next() + " " + client.next() + " " + client.next()).isEqualTo(seen);
    }
  }
}
