package io.kinora.verticles.demo.paint;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.util.Random;

/** The air above: its colours by day and night, and its stars. */
public final class Sky {

  private Sky() {}

  /** Evenly spaced colours from the top of the canvas down to {@code horizon}. */
  public static void gradient(Graphics2D g, double horizon, Color... topDown) {
    float[] stops = new float[topDown.length];
    for (int i = 0; i < stops.length; i++) {
      stops[i] = i / (float) (stops.length - 1);
    }
    g.setPaint(new LinearGradientPaint(0, 0, 0, (float) horizon, stops, topDown));
    g.fillRect(0, 0, Canvas.WIDTH, Canvas.HEIGHT);
  }

  /** Fixed stars, denser and fainter towards {@code horizon}. */
  public static void stars(Graphics2D g, int seed, int count, double horizon) {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      double bright = Math.pow(random.nextDouble(), 3);
      double y = random.nextDouble() * horizon;
      double fade = 1 - 0.7 * y / horizon;
      Forms.fill(
          g,
          Tint.rgb(random.nextInt(4) == 0 ? 0xffe9c8 : 0xe8f0ff, (0.25 + 0.75 * bright) * fade),
          Forms.disc(random.nextDouble() * Canvas.WIDTH, y, 0.5 + bright));
    }
  }

  /** A few stars that twinkle, over the fixed ones. */
  public static void twinkle(Graphics2D g, int seed, int count, double horizon, double t) {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble() * Canvas.WIDTH;
      double y = random.nextDouble() * horizon;
      double shine =
          0.5 + 0.5 * Motion.swing(t, 1.2 + random.nextDouble() * 2, random.nextDouble());
      Forms.fill(g, Tint.rgb(0xffffff, 0.2 + 0.75 * shine), Forms.disc(x, y, 0.8 + 0.7 * shine));
    }
  }
}
