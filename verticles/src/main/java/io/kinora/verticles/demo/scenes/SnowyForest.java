package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Clouds;
import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Hills;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Sky;
import io.kinora.verticles.demo.paint.Tint;
import io.kinora.verticles.demo.paint.Trees;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/** Snow falls in a fir forest. */
final class SnowyForest implements Scene {

  private final Layer wood = Layer.opaque(SnowyForest::wood);
  private final Layer front = Layer.clear(WIDTH, HEIGHT, SnowyForest::front);
  private final Layer soft = Light.lamp(9, rgb(0xffffff));

  @Override
  public void paint(Graphics2D g, double t) {
    wood.draw(g, 0, 0);
    fall(g, 1, 190, 1.3, 26, t);
    front.draw(g, -6 + t * 1.2, 0);
    fall(g, 2, 130, 2.2, 48, t);
    Random random = new Random(3);
    for (int i = 0; i < 36; i++) {
      double x =
          random.nextDouble() * (WIDTH + 40) - 20 + 26 * Motion.swing(t, 4, random.nextDouble());
      double y = Motion.loop(t * 86 / 400, 1, random.nextDouble()) * 400 - 20;
      soft.stamp(g, x, y, 0.5 + 0.6 * random.nextDouble(), 0, 0.9);
    }
  }

  private static void fall(Graphics2D g, int seed, int count, double size, double pace, double t) {
    Random random = new Random(seed);
    g.setColor(rgb(0xffffff, 0.85));
    for (int i = 0; i < count; i++) {
      double sway = 9 * size * Motion.swing(t, 2.5 + 2 * random.nextDouble(), random.nextDouble());
      double x =
          Motion.loop(-t * pace * 0.25 / WIDTH, 1, random.nextDouble()) * (WIDTH + 20) - 10 + sway;
      double y =
          Motion.loop(t * pace * (0.8 + 0.4 * random.nextDouble()) / 380, 1, random.nextDouble())
                  * 380
              - 10;
      g.fill(Forms.disc(x, y, size * (0.7 + 0.6 * random.nextDouble())));
    }
  }

  private static void wood(Graphics2D g) {
    Sky.gradient(g, 260, rgb(0x6f8bb0), rgb(0x9db2cc), rgb(0xcfd6e2), rgb(0xeedfdc));
    Clouds.sheet(31, WIDTH, 200, 0.62, 2, rgb(0xe8eef6), rgb(0xa9b8cc)).draw(g, 0, -30, 0.8);
    Random random = new Random(10);
    for (int depth = 0; depth < 3; depth++) {
      Color needle = Tint.mix(rgb(0x25483f), rgb(0xb4c4d4), 0.72 - depth * 0.24);
      Color snow = Tint.mix(rgb(0xffffff), rgb(0xd3dde8), 0.8 - depth * 0.3);
      for (int i = 0; i < 24 - depth * 6; i++) {
        double x = (i + random.nextDouble()) * WIDTH / (23 - depth * 6.0) - 20;
        Trees.fir(
            g,
            100 * depth + i,
            x,
            242 + depth * 22,
            80 + depth * 46 + 40 * random.nextDouble(),
            needle,
            snow);
      }
      Forms.fill(
          g,
          Forms.down(
              150 + depth * 24,
              rgb(0xdfe6ee, 0),
              262 + depth * 20,
              rgb(0xdfe6ee, 0.7 - 0.2 * depth)),
          Forms.box(0, 0, WIDTH, HEIGHT, 0));
    }
    Hills.rolling(12, WIDTH, 110, 26, 190, rgb(0xf8fafd), rgb(0xb9c8dc)).draw(g, 0, 264);
  }

  private static void front(Graphics2D g) {
    Trees.fir(g, 501, 92, 344, 292, rgb(0x1d3f36), rgb(0xf6f9fd, 0.96));
    Trees.fir(g, 502, 560, 352, 318, rgb(0x1a3a32), rgb(0xf6f9fd, 0.96));
    Trees.fir(g, 503, 450, 330, 150, rgb(0x24493e), rgb(0xf0f5fb, 0.95));
    Trees.fir(g, 504, 190, 326, 116, rgb(0x24493e), rgb(0xf0f5fb, 0.95));
    Hills.rolling(13, 680, 60, 22, 150, rgb(0xffffff), rgb(0xc3d0e2)).draw(g, -20, 320);
  }
}
