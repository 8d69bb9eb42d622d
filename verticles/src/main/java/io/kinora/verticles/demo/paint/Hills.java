package io.kinora.verticles.demo.paint;

import java.awt.Color;

/** Land against the sky, from meadow to summit. Each is a sheet with its ridge near the top. */
public final class Hills {

  private Hills() {}

  /**
   * Soft hills that repeat after their width.
   *
   * @param rise height of the ridge line's waves in pixels
   * @param wave length of a wave in pixels
   */
  public static Layer rolling(
      int seed, int width, int height, double rise, double wave, Color ridge, Color foot) {
    Noise noise = new Noise(seed);
    double[] top = new double[width];
    for (int x = 0; x < width; x++) {
      top[x] = 1 + rise * (1 - Noise.looped(x, width, at -> noise.fbm(at / wave, 0.5, 3)));
    }
    return Layer.shaded(
        width,
        height,
        (x, y) -> {
          double depth = y - top[x];
          if (depth < 0) {
            return Tint.fade(ridge, depth + 1).getRGB();
          }
          double texture =
              Noise.looped(
                  x,
                  width,
                  at ->
                      0.38 * (noise.fbm(at / 9, y / 3.5, 3) - 0.5)
                          + 0.22 * (noise.at(at / 70, depth / 16 + 40) - 0.5));
          Color colour = Tint.mix(ridge, foot, depth / (height - rise));
          return Tint.lit(colour, 1 + texture).getRGB();
        });
  }

  /**
   * Rocky summits with snow, lit from one side.
   *
   * @param rise height of the summits over the foot in pixels
   * @param snow how far down the snow lies, 0 (none) to 1
   */
  public static Layer alps(
      int seed,
      int width,
      int height,
      double rise,
      double snow,
      Color lit,
      Color rock,
      Color haze) {
    Noise noise = new Noise(seed);
    double[] top = new double[width];
    for (int x = 0; x < width; x++) {
      double massif = noise.at(x / 170.0, 3) * 0.55 + noise.ridged(x / 150.0, 7, 5) * 0.6;
      top[x] = 4 + rise * (1 - Math.min(1, massif));
    }
    Color shadow = Tint.mix(Tint.lit(rock, 0.8), haze, 0.25);
    return Layer.shaded(
        width,
        height,
        (x, y) -> {
          double depth = y - top[x];
          if (depth <= -1) {
            return 0;
          }
          double u = x / 62.0 + depth / 150.0;
          double v = depth / 80.0;
          double slope = noise.ridged(u, v, 5) - noise.ridged(u + 0.05, v + 0.02, 5);
          double light = Motion.clamp(0.45 + slope * 5.2);
          double patches = (noise.fbm(x / 11.0, y / 11.0, 4) - 0.5) * 0.3 + slope * 1.6;
          double cover = rise * (snow + patches) - depth * 0.9;
          Color stone = Tint.mix(shadow, rock, light);
          Color white = Tint.mix(Tint.mix(lit, shadow, 0.62), lit, light * 1.2);
          Color colour = Tint.mix(stone, white, Motion.ease(-rise * 0.1, rise * 0.1, cover));
          Color hazy = Tint.mix(colour, haze, Motion.ease(rise * 0.2, height, depth) * 0.85);
          return Tint.fade(hazy, depth + 1).getRGB();
        });
  }
}
