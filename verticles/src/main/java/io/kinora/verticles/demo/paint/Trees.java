package io.kinora.verticles.demo.paint;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.Random;

/** Trees, painted once into a layer: hundreds of strokes each. {@code base} is where they stand. */
public final class Trees {

  private Trees() {}

  /**
   * A fir of drooping branches.
   *
   * @param snow colour of what lies on the branches; fully transparent for none
   */
  public static void fir(
      Graphics2D g, int seed, double x, double base, double height, Color needle, Color snow) {
    Random random = new Random(seed);
    double half = height * 0.22;
    Forms.fill(
        g,
        Tint.lit(Tint.mix(needle, Tint.rgb(0x4a3524), 0.6), 0.8),
        Forms.box(x - height * 0.018, base - height * 0.16, height * 0.036, height * 0.16, 1));
    int tiers = (int) Math.max(9, Math.min(26, height / 7));
    for (int tier = tiers; tier >= 0; tier--) {
      double share = tier / (double) tiers;
      double y = base - height * (1 - share * 0.9);
      double reach = half * (0.06 + 0.94 * share) * (0.85 + 0.3 * random.nextDouble());
      bough(g, random, x, y, -reach, height / tiers, Tint.lit(needle, 0.72), snow);
      bough(g, random, x, y, reach, height / tiers, Tint.lit(needle, 1.12), snow);
    }
  }

  private static void bough(
      Graphics2D g,
      Random random,
      double x,
      double y,
      double reach,
      double step,
      Color c,
      Color s) {
    double droop = step * (0.9 + 0.5 * random.nextDouble());
    Path2D bough = new Path2D.Double();
    bough.moveTo(x, y - step * 0.9);
    bough.quadTo(x + reach * 0.5, y - step * 0.2, x + reach, y + droop * 0.7);
    bough.lineTo(x + reach * 0.72, y + droop * 0.55);
    bough.lineTo(x + reach * 0.6, y + droop * 1.15);
    bough.lineTo(x + reach * 0.38, y + droop * 0.6);
    bough.lineTo(x + reach * 0.22, y + droop * 1.2);
    bough.lineTo(x, y + droop * 0.6);
    bough.closePath();
    Forms.fill(g, Tint.lit(c, 0.85 + 0.3 * random.nextDouble()), bough);
    if (s.getAlpha() > 0) {
      Path2D load = new Path2D.Double();
      load.moveTo(x, y - step * 0.9);
      load.quadTo(x + reach * 0.5, y - step * 0.25, x + reach, y + droop * 0.7);
      load.quadTo(x + reach * 0.45, y + droop * 0.35, x, y - step * 0.15);
      load.closePath();
      Forms.fill(g, Tint.lit(s, reach < 0 ? 0.86 : 1), load);
    }
  }

  /** A round crown of many leaves on a branching trunk, lit from the upper left. */
  public static void leafy(
      Graphics2D g, int seed, double x, double base, double height, Color bark, Color... leaves) {
    Random random = new Random(seed);
    branch(g, random, x, base, -Math.PI / 2, height * 0.3, height * 0.06, 5, bark);
    for (int clump = 0; clump < 22; clump++) {
      double share = clump / 21.0;
      double out = Math.sin(Math.PI * (0.16 + 0.72 * share));
      double side = Math.sin(clump * 2.4 + seed) * out;
      double cx = x + side * height * 0.31;
      double cy = base - height * (0.4 + 0.44 * share);
      double r = height * (0.13 + 0.06 * random.nextDouble());
      clump(g, random, cx, cy, r, 0.72 + 0.34 * share - 0.14 * side, leaves);
    }
  }

  /** One bunch of leaves, darker below. */
  private static void clump(
      Graphics2D g, Random random, double cx, double cy, double r, double light, Color... leaves) {
    double dab = Math.max(1.1, r * 0.1);
    for (int i = 0; i < 190; i++) {
      double angle = random.nextDouble() * 2 * Math.PI;
      double out = Math.sqrt(random.nextDouble());
      double dx = Math.cos(angle) * out;
      double dy = Math.sin(angle) * out * 0.85;
      double shine = light - 0.2 * dx - 0.32 * dy + 0.22 * (random.nextDouble() - 0.5);
      Forms.fill(
          g,
          Tint.lit(leaves[random.nextInt(leaves.length)], shine * (i < 70 ? 0.8 : 1)),
          Forms.oval(cx + dx * r, cy + dy * r, dab * (0.7 + random.nextDouble()), dab * 0.8));
    }
  }

  private static void branch(
      Graphics2D g,
      Random random,
      double x,
      double y,
      double angle,
      double length,
      double width,
      int forks,
      Color bark) {
    double tx = x + Math.cos(angle) * length;
    double ty = y + Math.sin(angle) * length;
    Forms.line(g, Tint.lit(bark, 0.85 + 0.3 * random.nextDouble()), width, x, y, tx, ty);
    if (forks == 0 || length < 3) {
      return;
    }
    double spread = 0.35 + 0.3 * random.nextDouble();
    branch(g, random, tx, ty, angle - spread, length * 0.7, width * 0.64, forks - 1, bark);
    branch(g, random, tx, ty, angle + spread, length * 0.68, width * 0.6, forks - 1, bark);
  }

  /** A wood seen from afar: a band of crowns. */
  public static void wood(
      Graphics2D g, int seed, double left, double right, double base, double size, Color leaf) {
    Random random = new Random(seed);
    double dab = Math.min(size * 0.16, 3.4);
    for (double x = left; x < right; x += size * 0.35) {
      double r = size * (0.35 + 0.35 * random.nextDouble());
      double y = base - r * 0.7;
      double hue = 0.9 + 0.2 * random.nextDouble();
      Forms.fill(g, Tint.lit(leaf, 0.72), Forms.disc(x, y, r * 0.95));
      for (int i = (int) Math.min(160, 9 * r * r / (dab * dab) / 4); i > 0; i--) {
        double angle = random.nextDouble() * 2 * Math.PI;
        double out = Math.sqrt(random.nextDouble()) * 1.06;
        double dx = Math.cos(angle) * out;
        double dy = Math.sin(angle) * out;
        double light = hue - 0.28 * dy - 0.12 * dx + 0.26 * (random.nextDouble() - 0.5);
        Forms.fill(
            g,
            Tint.lit(leaf, light),
            Forms.oval(x + dx * r, y + dy * r, dab * (0.6 + random.nextDouble()), dab * 0.8));
      }
    }
  }
}
