package io.kinora.verticles.demo.paint;

import java.awt.Color;

/** Clouds out of noise, lit from above. */
public final class Clouds {

  private Clouds() {}

  /**
   * A sheet of cloud that fades out towards its upper and lower edge and repeats after its width.
   *
   * @param cover 0 (few) to 1 (overcast)
   * @param stretch how much longer than high the wisps are
   */
  public static Layer sheet(
      int seed, int width, int height, double cover, double stretch, Color lit, Color shade) {
    Noise noise = new Noise(seed);
    double size = 46;
    return Layer.shaded(
        width,
        height,
        (x, y) -> {
          double here = wrapped(noise, x, y, width, size * stretch, size);
          double above = wrapped(noise, x - 3, y - 6, width, size * stretch, size);
          double density = Motion.ease(1 - cover, 1.28 - cover, here + 0.08);
          double edge =
              Motion.ease(0, height * 0.35, y) * (1 - Motion.ease(height * 0.6, height, y));
          Color colour = Tint.mix(shade, lit, 0.62 + (here - above) * 5.5);
          return Tint.fade(colour, density * edge).getRGB();
        });
  }

  private static double wrapped(Noise noise, double x, double y, int width, double sx, double sy) {
    return Noise.looped(x, width, at -> noise.fbm(at / sx, y / sy, 5));
  }

  /** One heap of fair-weather cloud with a flat base. */
  public static Layer cumulus(int seed, int width, int height, Color lit, Color shade) {
    Noise noise = new Noise(seed);
    double size = height * 0.42;
    return Layer.shaded(
        width,
        height,
        (x, y) -> {
          double dx = (x - width / 2.0) / (width / 2.0);
          double dy = (y - height * 0.66) / (height * (y < height * 0.66 ? 0.62 : 0.26));
          double heap = 1 - dx * dx - dy * dy;
          double here = noise.fbm(x / size, y / size, 5);
          double soft = noise.fbm(x / size, y / size, 2);
          double above = noise.fbm((x - 5) / size, (y - 9) / size, 2);
          double density = Motion.ease(0.22, 0.72, heap * 0.8 + (here - 0.5) * 1.4);
          double light = 1.02 - 0.95 * (y / (double) height - 0.3) + (soft - above) * 1.6;
          return Tint.fade(Tint.mix(shade, lit, light), density).getRGB();
        });
  }
}
