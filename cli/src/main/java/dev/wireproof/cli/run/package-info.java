/// Commands that judge a server, or two.
@NullMarked
package dev.wireproof.cli.run;

import org.jspecify.annotations.NullMarked;
