package io.kinora.verticles.demo.paint;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;

/** What shines, and what that does to the air around. */
public final class Light {

  private static final float[] FALLOFF = {0f, 0.15f, 0.4f, 0.7f, 1f};
  private static final double[] STRENGTH = {1, 0.62, 0.25, 0.07, 0};

  private Light() {}

  /** A soft round light that fades with distance; costs as much as its area. */
  public static void glow(Graphics2D g, double x, double y, double radius, Color colour) {
    Color[] colours = new Color[STRENGTH.length];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = Tint.fade(colour, STRENGTH[i]);
    }
    g.setPaint(new RadialGradientPaint((float) x, (float) y, (float) radius, FALLOFF, colours));
    g.fill(Forms.disc(x, y, radius));
  }

  /** A glow to be stamped many times a frame. */
  public static Layer lamp(int radius, Color colour) {
    return Layer.clear(2 * radius, 2 * radius, g -> glow(g, radius, radius, radius, colour));
  }

  /** A ball lit from the upper left. */
  public static void ball(Graphics2D g, double x, double y, double r, Color colour) {
    g.setPaint(
        new RadialGradientPaint(
            (float) (x - r * 0.35),
            (float) (y - r * 0.4),
            (float) (r * 1.45),
            new float[] {0f, 0.5f, 1f},
            new Color[] {Tint.lit(colour, 1.35), colour, Tint.lit(colour, 0.38)}));
    g.fill(Forms.disc(x, y, r));
  }

  /** Darkens the corners, as a lens does. */
  public static void vignette(Graphics2D g, double strength) {
    g.setPaint(
        new RadialGradientPaint(
            Canvas.WIDTH / 2f,
            Canvas.HEIGHT / 2f,
            Canvas.WIDTH * 0.62f,
            new float[] {0.45f, 1f},
            new Color[] {Tint.rgb(0, 0), Tint.rgb(0, strength)}));
    g.fillRect(0, 0, Canvas.WIDTH, Canvas.HEIGHT);
  }
}
