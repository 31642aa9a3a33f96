/// The Allure 2 report: its result files, our tab in it, and its generation in a process of its
/// own.
@NullMarked
package dev.wireproof.reports.allure;

import org.jspecify.annotations.NullMarked;
