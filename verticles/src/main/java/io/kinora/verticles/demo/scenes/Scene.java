package io.kinora.verticles.demo.scenes;

import java.awt.Graphics2D;

/**
 * A short film. Painting the same moment twice gives the same picture, so a film can be made again
 * anywhere; what does not move is painted once, when the scene is built.
 */
public interface Scene {

  /** How long the film is. */
  default double seconds() {
    return 5;
  }

  /**
   * Paints the whole canvas ({@link io.kinora.verticles.demo.paint.Canvas}).
   *
   * @param t seconds since the start, 0 to {@link #seconds()}
   */
  void paint(Graphics2D g, double t);
}
