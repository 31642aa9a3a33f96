package dev.wireproof.engine.protocol;

import java.util.List;

/// A program that helps to see for oneself what the harness saw.
///
/// @param purpose such as `nc, to repeat an exchange`
/// @param programs any of which will do
/// @param remedy how to get one, such as `install netcat-openbsd`
public record Tool(String purpose, List<String> programs, String remedy) {

  public Tool {
    programs = List.copyOf(programs);
  }
}
