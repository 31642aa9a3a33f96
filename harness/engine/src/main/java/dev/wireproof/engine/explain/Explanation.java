package dev.wireproof.engine.explain;

/// What a rule is for, in Markdown; a part that was not written is empty.
///
/// @param why it matters
/// @param cause what usually breaks it
/// @param hint what to do
/// @param seeIt a command that shows it
public record Explanation(String why, String cause, String hint, String seeIt) {

  public static final Explanation NONE = new Explanation("", "", "", "");
}
