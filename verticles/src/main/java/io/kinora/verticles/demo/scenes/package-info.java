/** The demo's drawn films, one class each. */
@NullMarked
package io.kinora.verticles.demo.scenes;

import org.jspecify.annotations.NullMarked;
