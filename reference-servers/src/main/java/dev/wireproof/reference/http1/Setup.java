package dev.wireproof.reference.http1;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.Lock;

/// What all connections of one server share.
///
/// @param heads held while a head is read, in a server that reads one at a time
record Setup(
    Faults faults,
    Limits limits,
    Service service,
    ResponseWriter writer,
    ScheduledExecutorService timer,
    Lock heads) {}
