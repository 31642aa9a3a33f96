package dev.wireproof.reference.http1.connection;

import dev.wireproof.reference.http1.codec.ResponseWriter;
import dev.wireproof.reference.http1.codec.ServerLimits;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.resource.Service;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.Lock;

/// What all connections of one server share.
///
/// @param heads held while a head is read, in a server that reads one at a time
/// @param end ends the server for all clients, in one that fails as a whole
public record ServerSettings(
    Faults faults,
    ServerLimits limits,
    Service service,
    ResponseWriter writer,
    ScheduledExecutorService timer,
    Lock heads,
    Runnable end) {}
