package dev.wireproof.reports.scene;

/// One arrow of a diagram, or a remark between two.
///
/// @param from who says it; the same as `to` for a remark
/// @param label one line
public record Step(Actor from, Actor to, String label) {

  /// The columns of a diagram, from left to right.
  public enum Actor {
    CLIENT("client"),
    SERVER("server"),
    UPSTREAM("upstream");

    private final String title;

    Actor(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  static Step remark(Actor who, String text) {
    return new Step(who, who, text);
  }

  public boolean isRemark() {
    return from == to;
  }
}
