/** The painting vocabulary the demo's scenes share: light, sky, hills, trees and water. */
@NullMarked
package io.kinora.verticles.demo.paint;

import org.jspecify.annotations.NullMarked;
