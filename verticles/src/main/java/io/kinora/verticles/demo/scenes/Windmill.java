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
import io.kinora.verticles.demo.paint.Water;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.Random;

/** A windmill turns above fields of tulips beside a canal. */
final class Windmill implements Scene {

  private static final double HUB_X = 424;
  private static final double HUB_Y = 112;

  private final Layer sky =
      Layer.opaque(
          g -> {
            Sky.gradient(g, 236, rgb(0x5a9ad4), rgb(0xa4cce8), rgb(0xf0efe0));
          });
  private final Layer clouds = Clouds.sheet(71, 1000, 220, 0.56, 1.9, rgb(0xffffff), rgb(0x9db0c6));
  private final Layer land = Layer.clear(WIDTH, HEIGHT, Windmill::land);
  private final Layer mill = Layer.clear(WIDTH, HEIGHT, Windmill::mill);

  @Override
  public void paint(Graphics2D g, double t) {
    sky.draw(g);
    clouds.scroll(g, t * 14, -10);
    land.draw(g);
    Water.ripples(g, 5, 26, 286, 306, rgb(0xffffff, 0.5), t);
    mill.draw(g);
    for (int i = 0; i < 4; i++) {
      sail(g, t * 0.95 + i * Math.PI / 2 + 0.3);
    }
    Light.ball(g, HUB_X, HUB_Y, 6, rgb(0x6a4a30));
    Random random = new Random(3);
    int[] tulips = {0xe23a3a, 0xf6b52c, 0xe86fa8, 0xf4f0e4};
    for (int row = 0; row < 4; row++) {
      for (int i = 0; i < 54 - row * 8; i++) {
        double size = 0.6 + row * 0.34;
        double x = (i + random.nextDouble()) * WIDTH / (52.0 - row * 8);
        double y = 312 + row * 13 + 3 * random.nextDouble();
        tulip(g, x + 3 * size * Motion.swing(t, 2.2, x / 400), x, y, size, rgb(tulips[row]));
      }
    }
  }

  private static void tulip(
      Graphics2D g, double x, double foot, double y, double size, Color colour) {
    Forms.line(g, rgb(0x3f8a34), 1.8 * size, foot, y + 20 * size, x, y);
    Forms.fill(
        g,
        Tint.lit(colour, 0.78),
        Forms.round(
            x - 4.6 * size,
            y - 9 * size,
            x - 4 * size,
            y,
            x,
            y + 2 * size,
            x + 4 * size,
            y,
            x + 4.6 * size,
            y - 9 * size,
            x,
            y - 4 * size));
    Forms.fill(
        g,
        colour,
        Forms.round(
            x,
            y - 10 * size,
            x + 2.7 * size,
            y - 3 * size,
            x,
            y + 1.6 * size,
            x - 2.7 * size,
            y - 3 * size));
  }

  private static void sail(Graphics2D g, double angle) {
    AffineTransform before = g.getTransform();
    g.translate(HUB_X, HUB_Y);
    g.rotate(angle);
    Forms.line(g, rgb(0x4a3526), 4, 0, 0, 0, -112);
    Forms.fill(
        g,
        Forms.across(0, rgb(0xf2e8d2, 0.92), 25, rgb(0xd2c2a0, 0.92)),
        Forms.polygon(1, -20, 25, -24, 25, -110, 1, -110));
    for (int i = 0; i < 10; i++) {
      Forms.line(g, rgb(0x6a503a), 1.1, -5, -22 - i * 9.8, 25, -22 - i * 9.8);
    }
    for (double x : new double[] {-5, 9, 17, 25}) {
      Forms.line(g, rgb(0x6a503a), 1.1, x, -22, x, -110);
    }
    g.setTransform(before);
  }

  private static void land(Graphics2D g) {
    Trees.wood(g, 8, -10, 650, 244, 22, rgb(0x5f8a68));
    Layer.clear(
            WIDTH,
            HEIGHT,
            s -> {
              Forms.fill(
                  s,
                  Forms.down(236, rgb(0x9fc05a), HEIGHT, rgb(0x4f8a34)),
                  Forms.box(0, 240, WIDTH, 130, 0));
              int[] strips = {0xd8403c, 0xf2c23a, 0xe07ab0, 0xe8643a, 0xf2ead8};
              for (int i = 0; i < 5; i++) {
                Forms.fill(
                    s,
                    rgb(strips[i], 0.95),
                    Forms.polygon(
                        0,
                        250 + i * 7,
                        300 - i * 14,
                        247 + i * 4.6,
                        300 - i * 14,
                        251 + i * 4.6,
                        0,
                        255 + i * 7));
              }
            })
        .mottled(9, 5, 2.4, 0.45)
        .draw(g);
    Forms.fill(
        g,
        Forms.down(284, rgb(0xcfe6f0), 308, rgb(0x5f94b4)),
        Forms.polygon(0, 288, WIDTH, 282, WIDTH, 304, 0, 310));
    Forms.fill(g, rgb(0x6a5a44, 0.25), Forms.polygon(390, 285, 470, 284, 462, 304, 400, 305));
    Forms.line(g, rgb(0x4f7a30), 4, 0, 288, WIDTH, 282);
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      double x = i < 40 ? random.nextDouble() * 250 : 520 + random.nextDouble() * 130;
      Forms.line(
          g,
          rgb(0x7a9a44),
          1.6,
          x,
          292,
          x + random.nextDouble() * 6 - 3,
          266 + random.nextDouble() * 12);
    }
  }

  private static void mill(Graphics2D g) {
    Layer.clear(
            WIDTH,
            HEIGHT,
            s ->
                Forms.fill(
                    s,
                    Forms.across(380, rgb(0xa8714a), 470, rgb(0x4a2c20)),
                    Forms.polygon(400, 122, 448, 122, 474, 286, 374, 286)))
        .mottled(4, 7, 3, 0.35)
        .draw(g);
    Forms.fill(
        g,
        Forms.across(390, rgb(0x7a5a40), 456, rgb(0x33231a)),
        Forms.round(394, 124, 396, 106, 408, 90, 424, 84, 442, 92, 453, 106, 455, 124));
    Forms.fill(
        g, Forms.down(216, rgb(0xe8e0cc), 226, rgb(0x8a7f6c)), Forms.box(372, 216, 106, 6, 2));
    for (double x = 374; x <= 476; x += 8.5) {
      Forms.line(g, rgb(0xe8e0cc), 1.6, x, 204, x, 218);
    }
    Forms.line(g, rgb(0xe8e0cc), 2, 373, 204, 477, 204);
    for (double[] w : new double[][] {{415, 150}, {413, 182}, {388, 244}, {446, 244}}) {
      Forms.fill(g, rgb(0xf4ecd8), Forms.box(w[0] - 2, w[1] - 2, 18, 20, 2));
      Forms.fill(
          g,
          Forms.down(w[1], rgb(0x3c556a), w[1] + 16, rgb(0x86a4b4)),
          Forms.box(w[0], w[1], 14, 16, 1));
    }
    Forms.fill(g, rgb(0x2f5f4a), Forms.box(412, 248, 24, 38, 10));
  }
}
