/** The command line. */
@NullMarked
package io.kinora.verticles.cli;

import org.jspecify.annotations.NullMarked;
