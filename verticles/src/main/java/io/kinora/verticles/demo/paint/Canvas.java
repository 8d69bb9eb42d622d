package io.kinora.verticles.demo.paint;

import java.awt.Graphics2D;
import java.awt.RenderingHints;

/** The surface that every scene is laid out for; scale the graphics to paint at another size. */
public final class Canvas {

  public static final int WIDTH = 640;
  public static final int HEIGHT = 360;

  private Canvas() {}

  /** Smooth edges, sub-pixel strokes and interpolated pictures. */
  public static Graphics2D smooth(Graphics2D g) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    return g;
  }
}
