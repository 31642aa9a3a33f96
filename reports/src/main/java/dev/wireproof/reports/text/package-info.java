/// Text of unknown origin made fit for pages and machine-read files.
@NullMarked
package dev.wireproof.reports.text;

import org.jspecify.annotations.NullMarked;
