/// Several runs beside each other: what differs between two versions or among several servers.
@NullMarked
package dev.wireproof.reports.compare;

import org.jspecify.annotations.NullMarked;
