package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Clouds;
import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Sky;
import io.kinora.verticles.demo.paint.Tint;
import io.kinora.verticles.demo.paint.Trees;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.Random;

/** A Ferris wheel turns at dusk above the lights of a fair. */
final class FerrisWheel implements Scene {

  private static final double X = 320;
  private static final double Y = 150;
  private static final double R = 132;
  private static final int CABINS = 16;
  private static final int[] COLOURS = {
    0xff5f5f, 0xffb84a, 0xfff07a, 0x6fe08a, 0x5fc8ff, 0xb48cff, 0xff8ad0
  };

  private final Layer fair = Layer.opaque(FerrisWheel::fair);
  private final Layer[] bulbs = new Layer[COLOURS.length];
  private final Layer stalls = Layer.clear(WIDTH, HEIGHT, FerrisWheel::stalls);

  FerrisWheel() {
    for (int i = 0; i < bulbs.length; i++) {
      bulbs[i] = Light.lamp(9, rgb(COLOURS[i]));
    }
  }

  @Override
  public void paint(Graphics2D g, double t) {
    fair.draw(g);
    double turn = t * 0.3;
    for (double[] leg : new double[][] {{-84, 0}, {84, 0}}) {
      Forms.line(g, Forms.down(Y, rgb(0xc8b8d8), 330, rgb(0x4a3c60)), 7, X, Y, X + leg[0], 330);
    }
    for (int i = 0; i < CABINS; i++) {
      double a = turn + i * 2 * Math.PI / CABINS;
      Forms.line(g, rgb(0xd8c8e8, 0.55), 1.6, X, Y, X + R * Math.cos(a), Y + R * Math.sin(a));
      double b = turn + (i + 1) * 2 * Math.PI / CABINS;
      Forms.line(
          g,
          rgb(0xd8c8e8, 0.4),
          1.2,
          X + R * 0.55 * Math.cos(a),
          Y + R * 0.55 * Math.sin(a),
          X + R * Math.cos(b),
          Y + R * Math.sin(b));
    }
    for (double ring : new double[] {R, R - 9, R * 0.55}) {
      Forms.line(g, rgb(0xeadcf6, 0.85), 2.4, Forms.disc(X, Y, ring));
    }
    lights(g, t, turn);
    for (int i = 0; i < CABINS; i++) {
      double a = turn + i * 2 * Math.PI / CABINS;
      cabin(
          g,
          X + R * Math.cos(a),
          Y + R * Math.sin(a),
          0.1 * Motion.swing(t, 2.2, i * 0.13),
          rgb(COLOURS[i % 7]));
    }
    Light.ball(g, X, Y, 12, rgb(0xf0dca8));
    stalls.draw(g);
    for (int i = 0; i < 46; i++) {
      double shine = 0.45 + 0.55 * Motion.swing(t, 1, i * 0.14);
      bulbs[i % 7].stamp(g, 4 + i * 14, 262 + 7 * Math.sin(i * 0.9), 0.9, 0, shine);
    }
  }

  private void lights(Graphics2D g, double t, double turn) {
    for (int i = 0; i < 64; i++) {
      double a = turn + i * Math.PI / 32;
      double chase = 0.5 + 0.5 * Motion.swing(t, 1.1, i / 8.0);
      bulbs[(i / 4) % 7].stamp(
          g,
          X + (R - 4.5) * Math.cos(a),
          Y + (R - 4.5) * Math.sin(a),
          0.6 + 0.5 * chase,
          0,
          0.35 + 0.65 * chase);
      if (i % 4 == 0) {
        for (double share = 0.2; share < 0.95; share += 0.16) {
          double shine = 0.5 + 0.5 * Motion.swing(t, 1.3, share * 1.6);
          bulbs[(i / 4) % 7].stamp(
              g, X + R * share * Math.cos(a), Y + R * share * Math.sin(a), 0.6, 0, shine);
        }
      }
    }
  }

  private static void cabin(Graphics2D g, double x, double y, double swing, Color colour) {
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.rotate(swing);
    Forms.line(g, rgb(0xd8c8e8), 1.4, 0, 0, 0, 7);
    Forms.fill(
        g,
        Forms.down(6, Tint.lit(colour, 1.2), 15, Tint.lit(colour, 0.7)),
        Forms.round(-11, 13, -8, 7, 0, 4, 8, 7, 11, 13));
    Forms.fill(g, rgb(0xffe9b0), Forms.box(-9, 12, 18, 7, 0));
    Forms.line(g, Tint.lit(colour, 0.6), 1.2, 0, 12, 0, 19);
    Forms.fill(
        g,
        Forms.down(18, colour, 28, Tint.lit(colour, 0.45)),
        Forms.round(-11, 18, 11, 18, 9, 27, 0, 29, -9, 27));
    g.setTransform(before);
  }

  private static void fair(Graphics2D g) {
    Sky.gradient(g, 320, rgb(0x1b1c4e), rgb(0x43326f), rgb(0x8f4a7f), rgb(0xe8846f), rgb(0xffc98a));
    Sky.stars(g, 5, 90, 120);
    Clouds.sheet(81, WIDTH, 170, 0.52, 4, rgb(0xff9f8f), rgb(0x5c3f74)).draw(g, 0, 90, 0.8);
    Light.glow(g, X, Y, 220, rgb(0xffd0a0, 0.35));
    Trees.wood(g, 3, -10, 650, 318, 44, rgb(0x2c2440));
    Forms.fill(
        g, Forms.down(316, rgb(0x3a2c4a), HEIGHT, rgb(0x17122a)), Forms.box(0, 316, WIDTH, 50, 0));
  }

  private static void stalls(Graphics2D g) {
    for (int i = 0; i < 6; i++) {
      double x = 16 + i * 108;
      Color stripe = rgb(COLOURS[i]);
      Light.glow(g, x + 36, 312, 62, rgb(0xffcf8a, 0.7));
      Forms.fill(
          g, Forms.down(290, rgb(0xffe2a8), 334, rgb(0xb8743a)), Forms.box(x, 288, 74, 50, 0));
      for (int k = 0; k < 5; k++) {
        Forms.fill(
            g,
            rgb(k % 2 == 0 ? 0x8a3c3c : 0xe0a84a),
            Forms.disc(x + 12 + k * 13, 304 + k % 2 * 3, 4.5));
      }
      Forms.fill(
          g,
          Forms.down(318, Tint.lit(stripe, 0.8), 340, Tint.lit(stripe, 0.4)),
          Forms.box(x - 2, 318, 78, 22, 0));
      for (int k = 0; k < 8; k++) {
        Forms.fill(
            g,
            k % 2 == 0 ? stripe : rgb(0xfff4e4),
            Forms.polygon(
                x + 37 + (k - 4) * 7,
                270,
                x + 37 + (k - 3) * 7,
                270,
                x + 37 + (k - 3) * 11,
                290,
                x + 37 + (k - 3.5) * 11,
                294,
                x + 37 + (k - 4) * 11,
                290));
      }
    }
    Random random = new Random(7);
    for (int i = 0; i < 26; i++) {
      double x = random.nextDouble() * WIDTH;
      double size = 0.8 + 0.4 * random.nextDouble();
      Color coat = Tint.mix(rgb(0x1c1830), rgb(COLOURS[i % 7]), 0.25);
      Forms.fill(
          g,
          coat,
          Forms.round(
              x - 6 * size, 352, x - 5 * size, 334, x, 330, x + 5 * size, 334, x + 6 * size, 352));
      Forms.fill(g, rgb(0x2c2030), Forms.disc(x, 327, 4 * size));
    }
  }
}
