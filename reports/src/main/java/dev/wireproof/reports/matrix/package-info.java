/// The page that shows topics against properties, and behind each cell its evidence.
@NullMarked
package dev.wireproof.reports.matrix;

import org.jspecify.annotations.NullMarked;
