/// Lines over TCP, each sent back as it came.
@Topic(value = "tcp-echo", title = "TCP echo", over = Tcp.class, source = "contract L, tcp-echo")
@NullMarked
package dev.wireproof.specs.tcpecho;

import dev.wireproof.clients.tcp.Tcp;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
