/// YAML files that people write, read with an eye on every line.
@NullMarked
package dev.wireproof.harness.target.file;

import org.jspecify.annotations.NullMarked;
