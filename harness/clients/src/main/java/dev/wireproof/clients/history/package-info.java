/// What happened between clients and a broker, written down by the clients, and the rules that such
/// a history keeps. It knows no protocol: whoever drives a broker records into it.
@NullMarked
package dev.wireproof.clients.history;

import org.jspecify.annotations.NullMarked;
