/// Chat streams: tokens on their way from a model to a reader (contract J).
///
/// A spec plays the reader, who asks the target, and the model, which the target asks. What the
/// verbs of [dev.wireproof.specs.chatstream.Chat] send:
///
/// | verb | request |
/// | --- | --- |
/// | `postWhole()` | `POST /v1/chat/completions` with `{"model":…,"messages":[…],"stream":false}` |
/// | `postStreamed()` | the same with `"stream":true` |
/// | `post(body)` | the same with this body |
/// | `beginWhole()`, `beginStreamed()` | the same, whose response is not waited for |
/// | `requireBegun()` | `POST` of a stream; a control: the target asks the model, which has said nothing yet |
/// | `requireTalk()` | the same, and the model's first token reaches the reader |
/// | `sayTokens`, `answerTokens`, `holdTokens`, `cutTokens` | nothing: how the model answers the target's `POST …/tokens` of this conversation |
///
/// and those of [dev.wireproof.specs.chatstream.Talk], which is one response on its way:
///
/// | verb | what travels |
/// | --- | --- |
/// | `accept()` | the head of the model's response: 200, `application/x-ndjson` |
/// | `say(token)` | a line of the model, which is the token as JSON |
/// | `sayAll(tokens)` | the head, a line for each token, and the end of the model's response |
/// | `expectPassedOn(token, …)` | a line of the model, which the reader has to get before anything else is said |
/// | `server.expectServingAfter(request)` | the request, and `GET /` on another connection |
@Topic(
    value = "chat-stream",
    title = "Chat stream",
    over = Http1.class,
    source = "contract J",
    safety = Safety.LOAD,
    limits = @Limit(key = "heartbeat", kind = LimitKind.DURATION))
@NullMarked
package dev.wireproof.specs.chatstream;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.protocol.Limit;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Topic;
import dev.wireproof.engine.spec.Safety;
import org.jspecify.annotations.NullMarked;
