/// However often it is sent, it happens once: payments with idempotency keys (contract H).
///
/// What the verbs of [dev.wireproof.specs.idempotency.Payments] send, and what the upstream behind
/// the target is asked:
///
/// | verb | request |
/// | --- | --- |
/// | `postPayment(order)` | `POST /payments` with `Idempotency-Key: "k-…"` and `{"amount":1250,"to":"payee-…"}` |
/// | `postPayment(key, json)` | the same with this key and this body |
/// | `postWithoutKey(order)` | `POST /payments` without `Idempotency-Key` |
/// | `beginPost(order)` | `POST /payments`, whose response is not waited for |
/// | `postAtOnce(order, n)` | `POST /payments` on `n` connections, each held one octet short until all are there |
/// | `postUntilSettled(order, charges)` | `POST /payments` again while the response is 409 |
/// | `requirePaid(order)` | `POST /payments`, which must be answered with 201 before the rule is tried |
/// | `get(path[, key])` | `GET` of the path, with `Idempotency-Key` if one is named |
/// | `countInLedger(order)`, `expectInLedger(order)` … | `GET /ledger` |
/// | `acceptCharges`, `answerCharges`, `holdCharges`, `cutCharges` | nothing: how the upstream answers the target's `POST /charges` for this order |
/// | `server.expectServingAfter(request)` | the request, and `GET /` on another connection |
@Topic(
    value = "idempotency",
    title = "Idempotency",
    over = Http1.class,
    source = "contract H",
    safety = Safety.LOAD,
    limits = @Limit(key = "idempotency-ttl", kind = LimitKind.DURATION))
@NullMarked
package dev.wireproof.specs.idempotency;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.protocol.Limit;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Topic;
import dev.wireproof.engine.spec.Safety;
import org.jspecify.annotations.NullMarked;
