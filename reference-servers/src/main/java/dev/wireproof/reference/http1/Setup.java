package dev.wireproof.reference.http1;

import java.util.concurrent.ScheduledExecutorService;

/// What all connections of one server share.
record Setup(
    Faults faults,
    Limits limits,
    Service service,
    ResponseWriter writer,
    ScheduledExecutorService timer) {}
