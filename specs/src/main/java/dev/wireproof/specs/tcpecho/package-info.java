/// Lines over TCP, each sent back as it came (contract L).
///
/// What the verbs of [dev.wireproof.clients.tcp.TcpWire] send on their connection, which opens with
/// the first of them:
///
/// | verb | octets |
/// | --- | --- |
/// | `sendLine(line)` | the line and its LF in one write |
/// | `send(octets)` | these octets in one write: a part of a line, or several lines |
/// | `open()` | none: the connection alone |
/// | `finishSending()`, `reset()`, `close()` | a FIN while it goes on reading, a RST, or a FIN |
/// | `floodWithoutReading(octets, n)` | the octets up to `n` times, from a client that does not read |
/// | `requireServed(line)` | the line and its LF; a control: the line comes back |
/// | `requireEnd()` | none; a control: the target closes the connection |
/// | `expectLine(line)`, `expectSilence`, `expectEnd` | none: what comes next is judged |
/// | `expectRefused`, `expectNoListenerAt` | none: whether other connections are taken |
@Topic(value = "tcp-echo", title = "TCP echo", over = Tcp.class, source = "contract L, tcp-echo")
@NullMarked
package dev.wireproof.specs.tcpecho;

import dev.wireproof.clients.tcp.Tcp;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
