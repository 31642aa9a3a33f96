package dev.wireproof.clients.http1;

import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.protocol.ConnectionOption;
import dev.wireproof.engine.protocol.GivenOptions;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.sut.Target;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What each HTTP request to a target has in common.
///
/// @param host value of the Host field, when it is not the address's
/// @param headers field lines that go with each request, such as an Authorization
public record HttpOptions(Optional<String> host, List<String> headers) {

  private static final String HOST = "host";
  private static final String HEADER = "header";
  private static final String PATH = "path";

  static final List<ConnectionOption> OPTIONS =
      List.of(
          ConnectionOption.value(PATH, "PATH", "What answers 200 with a body (default: /)."),
          ConnectionOption.value(HOST, "HOST", "Value of the Host field."),
          ConnectionOption.value(
              HEADER, "'NAME: VALUE'", "Goes with each request; may be repeated."));

  public HttpOptions {
    headers = List.copyOf(headers);
  }

  /// @throws InputException when a header is not one
  static HttpOptions of(GivenOptions given) {
    given.all(HEADER).forEach(HttpOptions::requireHeader);
    return new HttpOptions(given.last(HOST), given.all(HEADER));
  }

  /// @throws InputException when the path is not absolute
  static Optional<String> path(GivenOptions given) {
    given
        .last(PATH)
        .filter(path -> !path.startsWith("/"))
        .ifPresent(path -> {
          throw new InputException("--path begins with “/”, not “" + path + "”");
        });
    return given.last(PATH);
  }

  private static void requireHeader(String line) {
    if (!line.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:.*")) {
      throw new InputException("--header is 'Name: value', not “" + line + "”");
    }
  }

  /// Value of the Host field of requests to a target.
  public static String host(Target target) {
    return target
        .setting(HttpOptions.class)
        .flatMap(HttpOptions::host)
        .orElseGet(() -> authority(target.address()));
  }

  /// Field lines that go with each request to a target.
  public static List<String> headers(Target target) {
    return target.setting(HttpOptions.class).map(HttpOptions::headers).orElse(List.of());
  }

  /// The usual port of a scheme is not named (RFC 9110 §4.2.3).
  private static String authority(URI address) {
    int usual = Protocols.port(address.getScheme());
    boolean named = address.getPort() >= 0 && address.getPort() != usual;
    return named ? address.getHost() + ":" + address.getPort() : address.getHost();
  }
}
