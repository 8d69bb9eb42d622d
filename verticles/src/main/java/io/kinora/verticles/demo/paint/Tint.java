package io.kinora.verticles.demo.paint;

import java.awt.Color;

/** Colours and what becomes of them in more or less light. */
public final class Tint {

  private Tint() {}

  public static Color rgb(int hex) {
    return new Color(hex);
  }

  /**
   * @param alpha 0 (invisible) to 1; clamped
   */
  public static Color rgb(int hex, double alpha) {
    return new Color(
        (hex >> 16) & 255,
        (hex >> 8) & 255,
        hex & 255,
        (int) Math.round(Motion.clamp(alpha) * 255));
  }

  public static Color fade(Color colour, double alpha) {
    return new Color(
        colour.getRed(),
        colour.getGreen(),
        colour.getBlue(),
        (int) Math.round(Motion.clamp(alpha) * colour.getAlpha()));
  }

  /**
   * @param share of the second colour, 0 to 1; clamped
   */
  public static Color mix(Color a, Color b, double share) {
    double s = Motion.clamp(share);
    return new Color(
        (int) Math.round(a.getRed() + (b.getRed() - a.getRed()) * s),
        (int) Math.round(a.getGreen() + (b.getGreen() - a.getGreen()) * s),
        (int) Math.round(a.getBlue() + (b.getBlue() - a.getBlue()) * s),
        (int) Math.round(a.getAlpha() + (b.getAlpha() - a.getAlpha()) * s));
  }

  /**
   * @param light 1 leaves the colour, less darkens it, more brightens it
   */
  public static Color lit(Color c, double light) {
    return new Color(
        channel(c.getRed() * light),
        channel(c.getGreen() * light),
        channel(c.getBlue() * light),
        c.getAlpha());
  }

  /** The same for a packed ARGB pixel. */
  static int lit(int argb, double light) {
    return (argb & 0xff000000)
        | channel(((argb >> 16) & 255) * light) << 16
        | channel(((argb >> 8) & 255) * light) << 8
        | channel((argb & 255) * light);
  }

  private static int channel(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
