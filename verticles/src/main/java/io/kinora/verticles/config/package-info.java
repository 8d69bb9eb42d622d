/**
 * The settings: each with a name, a meaning, a default and a range, from a file, the environment
 * and the command line.
 */
@NullMarked
package io.kinora.verticles.config;

import org.jspecify.annotations.NullMarked;
