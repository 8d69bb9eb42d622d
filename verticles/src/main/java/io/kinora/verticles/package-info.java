/** Vert.x: deployed units and the program's main. */
@NullMarked
package io.kinora.verticles;

import org.jspecify.annotations.NullMarked;
