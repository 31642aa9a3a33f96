/// YAML files that people write, read with an eye on every line.
@NullMarked
package dev.wireproof.engine.targets.file;

import org.jspecify.annotations.NullMarked;
