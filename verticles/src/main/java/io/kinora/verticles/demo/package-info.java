/** What {@code kinora demo} shows: a small library of clips, made into real files on first run. */
@NullMarked
package io.kinora.verticles.demo;

import org.jspecify.annotations.NullMarked;
