package io.kinora.verticles.demo.paint;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/** Water that mirrors, ripples and glitters; {@code top} is its far edge. */
public final class Water {

  private Water() {}

  /** Mirrors what a backdrop shows above {@code top}, line by line, each shaken by the waves. */
  public static void mirror(Graphics2D g, Layer backdrop, int top, double t) {
    int rows = Canvas.HEIGHT - top;
    for (int row = 0; row < rows; row++) {
      double near = row / (double) rows;
      double wave =
          Math.sin(row * 0.9 / (0.25 + near) - t * 3.1) + 0.6 * Math.sin(row * 0.37 + t * 2.2);
      int shift = (int) Math.round(wave * (0.6 + 4.5 * near));
      int from = top - 1 - (int) Math.round(row * 0.92 + wave * (0.4 + 2.2 * near));
      from = Math.max(0, Math.min(top - 1, from));
      int y = top + row;
      g.drawImage(
          backdrop.image(),
          -6 + shift,
          y,
          Canvas.WIDTH + 6 + shift,
          y + 1,
          0,
          from,
          Canvas.WIDTH,
          from + 1,
          null);
    }
  }

  /** Short bright and dark strokes that drift with the waves and grow towards the viewer. */
  public static void ripples(
      Graphics2D g, int seed, int count, double top, double bottom, Color colour, double t) {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      double near = Math.pow(random.nextDouble(), 1.6);
      double y = Motion.lerp(top + 1, bottom, near);
      double length = 5 + 46 * near * (0.5 + random.nextDouble());
      double drift = 4 + 22 * near;
      double phase = random.nextDouble();
      double x =
          Motion.loop(t * drift / (Canvas.WIDTH + 120), 1, random.nextDouble())
                  * (Canvas.WIDTH + 120)
              - 60;
      double shine = 0.5 + 0.5 * Motion.swing(t, 1.3 + 1.4 * phase, phase);
      double bob = Motion.swing(t, 2.4, phase) * (0.4 + 2.2 * near);
      Forms.fill(
          g,
          Tint.fade(colour, 0.15 + 0.85 * shine),
          Forms.oval(x, y + bob, length * (0.6 + 0.4 * shine) / 2, 0.5 + 1.3 * near));
    }
  }

  /** The broken column of light under a lamp, the sun or the moon. */
  public static void glitter(
      Graphics2D g,
      int seed,
      double x,
      double top,
      double bottom,
      double width,
      Color c,
      double t) {
    Random random = new Random(seed);
    int count = (int) ((bottom - top) * 1.1);
    for (int i = 0; i < count; i++) {
      double near = random.nextDouble();
      double y = Motion.lerp(top, bottom, near);
      double shine = Motion.clamp(Motion.swing(t, 0.9 + random.nextDouble(), random.nextDouble()));
      double side = (random.nextDouble() + random.nextDouble() - 1) * width * (0.4 + near);
      Forms.fill(
          g,
          Tint.fade(c, shine * (1 - Math.abs(side) / (width * 1.5))),
          Forms.oval(x + side, y, (3 + 9 * near) * (0.5 + shine), 0.6 + 0.9 * near));
    }
  }
}
