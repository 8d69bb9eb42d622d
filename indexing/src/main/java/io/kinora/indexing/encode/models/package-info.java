/**
 * Which models there are: the files in {@code conf/models} that describe them, and the store that
 * brings their weights onto this machine.
 */
@NullMarked
package io.kinora.indexing.encode.models;

import org.jspecify.annotations.NullMarked;
