/// What an author of specs writes down: levels, topics, properties, tables of cases.
@NullMarked
package dev.wireproof.engine.spec;

import org.jspecify.annotations.NullMarked;
