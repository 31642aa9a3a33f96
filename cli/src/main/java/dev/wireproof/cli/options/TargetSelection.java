package dev.wireproof.cli.options;

import picocli.CommandLine.Option;

/// The options that name a target and say how to speak with it.
public final class TargetSelection extends ConnectionOptions {

  @Option(
      names = {"-t", "--target"},
      defaultValue = "reference",
      paramLabel = "TARGET",
      description = {
        "a URL, a directory with a wireproof.yaml,",
        "or reference[:SLUG[:FAULT,…]]: a built-in server (default: all of them)."
      })
  private String address = "reference";

  public String address() {
    return address;
  }
}
