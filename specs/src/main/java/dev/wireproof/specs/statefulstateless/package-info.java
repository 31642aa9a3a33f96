/// What a process remembers of its clients, and whether that matters: a login and a cart (contract
/// I).
///
/// What the verbs of [dev.wireproof.specs.statefulstateless.Shop] and
/// [dev.wireproof.specs.statefulstateless.Shopper] send:
///
/// | verb | request |
/// | --- | --- |
/// | `shop.postLogin(user)` | `POST /login` with `{"user":"user-…"}` |
/// | `shop.postLogin(user, credentials)` | the same with the cookies or the token of these credentials |
/// | `shop.postLoginJson(json)` | `POST /login` with this body |
/// | `shop.requireLogin([user])` | `POST /login`, which must be answered with 200 or 201 before the rule is tried; what follows carries the `Cookie` or `Authorization` that it gave |
/// | `shopper.postItem(sku)` | `POST /cart/items` with `{"sku":"…"}` and the client's credentials |
/// | `shopper.postItemJson(json)` | the same with this body |
/// | `shopper.beginPostItem(sku)` | `POST /cart/items`, whose response is not waited for |
/// | `shopper.postItemsAtOnce(skus)` | a `POST /cart/items` for each, each held one octet short on a connection of its own until all are there |
/// | `shopper.requireAdded(skus)` | a `POST /cart/items` for each, one after the other, which must be answered with 200 or 201 |
/// | `shopper.getCart()`, `items()`, `expectCart(…)` … | `GET /cart` with the client's credentials |
/// | `shopper.expectCartOn(wire, …)` | the same on this connection; all others travel on connections of their own |
/// | `shop.anonymous()`, `shopper.with(credentials)`, `shopper.at(shop)` | nothing: a client without credentials, with others, or at another instance |
/// | `server.expectServingAfter(request)` | the request, and `GET /` on another connection |
@Topic(
    value = "stateful-stateless",
    title = "Stateful and stateless",
    over = Http1.class,
    source = "contract I",
    safety = Safety.LOAD)
@NullMarked
package dev.wireproof.specs.statefulstateless;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
