package dev.wireproof.verification.toy;

/// `MARCO` is answered with `POLO`.
public final class Marco extends ToyProtocol {

  public Marco() {
    super("marco", "MARCO", "POLO");
  }

  @Override
  public String title() {
    return "Marco Polo";
  }
}
