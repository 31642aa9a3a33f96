/// A protocol of a dozen lines over UDP, and another beside it: proof that a protocol registers
/// itself and touches nothing outside its own package. On the class path of [ToyProtocolTest]'s
/// command only.
@Topic(
    value = "marco",
    title = "Marco Polo",
    over = {Marco.class, Shout.class},
    source = "the children's game",
    limits = @Limit(key = "polo-within", kind = LimitKind.DURATION))
@NullMarked
package dev.wireproof.verification.toy;

import dev.wireproof.engine.protocol.Limit;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
