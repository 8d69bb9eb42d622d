package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Sky;
import io.kinora.verticles.demo.paint.Tint;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A butterfly flits over a flower meadow. */
final class Butterfly implements Scene {

  private record Flower(double x, double y, double size, int kind, double phase) {}

  private final Layer meadow = Layer.opaque(Butterfly::meadow);
  private final Layer[] blooms = {
    bloom(7, rgb(0xf0609a), rgb(0xffd24a)), bloom(12, rgb(0xfdfdf6), rgb(0xf6c22c)),
    bloom(5, rgb(0xe0402c), rgb(0x2a1a1c)), bloom(9, rgb(0x8a6ae0), rgb(0xffe27a))
  };
  private final List<Flower> flowers = new ArrayList<>();

  Butterfly() {
    Random random = new Random(17);
    for (int i = 0; i < 17; i++) {
      flowers.add(
          new Flower(
              20 + i * 37.5 + 14 * random.nextDouble(),
              190 + 96 * random.nextDouble(),
              0.5 + 0.5 * random.nextDouble(),
              i % 4,
              random.nextDouble()));
    }
    flowers.add(new Flower(352, 196, 1.15, 0, 0.3));
  }

  @Override
  public void paint(Graphics2D g, double t) {
    meadow.draw(g);
    for (Flower f : flowers) {
      double sway = 7 * Motion.swing(t, 3, f.x / 700 + 0.1 * f.phase);
      Forms.line(
          g,
          rgb(0x3f7a2e),
          4 * f.size,
          Forms.curve(f.x - 4, 380, f.x + sway * 0.3, f.y + 80, f.x + sway, f.y));
      Forms.fill(
          g,
          rgb(0x5a9a3a),
          Forms.round(f.x, f.y + 96, f.x + 26, f.y + 62, f.x + 34, f.y + 58, f.x + 20, f.y + 86));
      blooms[f.kind].stamp(g, f.x + sway, f.y, f.size, sway * 0.02, 1);
    }
    double rest = Motion.ease(1.9, 2.9, t) - Motion.ease(3.8, 4.8, t);
    double x = Motion.lerp(70 + t * 118, 354, rest) + (1 - rest) * 22 * Motion.swing(t, 1.3, 0);
    double y = Motion.lerp(128 + 44 * Motion.swing(t, 1.7, 0.3), 172, rest);
    double pace = rest > 0.9 ? 1.1 : 0.34;
    butterfly(
        g, x, y, 0.5 + 0.5 * Motion.swing(t, pace, 0), 0.35 + 0.2 * Motion.swing(t, 2.1, 0.1));
  }

  private static void butterfly(Graphics2D g, double x, double y, double open, double turn) {
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.rotate(turn);
    for (int side = -1; side <= 1; side += 2) {
      AffineTransform body = g.getTransform();
      g.scale(side * (0.2 + 0.8 * open) * 1.25, 1.25);
      Shape upper = Forms.round(2, -4, 14, -34, 44, -50, 60, -40, 54, -16, 30, 0, 6, 4);
      Shape lower = Forms.round(3, 2, 26, 2, 44, 14, 40, 34, 22, 42, 8, 24);
      Forms.fill(g, rgb(0x20161a), upper);
      Forms.fill(g, rgb(0x20161a), lower);
      Forms.fill(
          g,
          Forms.across(2, rgb(0xffc22e), 54, rgb(0xe8581c)),
          Forms.round(5, -5, 16, -31, 42, -44, 53, -37, 48, -18, 28, -4, 8, 1));
      Forms.fill(
          g,
          Forms.across(2, rgb(0xffcf4a), 44, rgb(0xe0661c)),
          Forms.round(6, 5, 26, 6, 39, 16, 35, 31, 23, 36, 11, 22));
      for (double[] vein : new double[][] {{30, -42}, {48, -34}, {46, -18}, {34, 14}, {30, 32}}) {
        Forms.line(g, rgb(0x20161a, 0.85), 1.5, 5, 0, vein[0], vein[1]);
      }
      for (double[] spot : new double[][] {{52, -43}, {57, -32}, {54, -21}, {40, 30}, {30, 38}}) {
        Forms.fill(g, rgb(0xfff6e4), Forms.disc(spot[0], spot[1], 2));
      }
      g.setTransform(body);
    }
    Forms.fill(
        g,
        Forms.across(-4, rgb(0x4a3a34), 4, rgb(0x14100e)),
        Forms.round(0, -20, 4, -12, 3, 14, 0, 30, -3, 14, -4, -12));
    Forms.line(g, rgb(0x20161a), 1.2, Forms.curve(-1, -18, -7, -32, -13, -38));
    Forms.line(g, rgb(0x20161a), 1.2, Forms.curve(1, -18, 7, -32, 13, -38));
    g.setTransform(before);
  }

  private static Layer bloom(int petals, Color petal, Color heart) {
    return Layer.clear(
        100,
        100,
        g -> {
          for (int i = 0; i < petals; i++) {
            AffineTransform before = g.getTransform();
            g.rotate(i * 2 * Math.PI / petals, 50, 50);
            double w = 58.0 / petals + 7;
            Forms.fill(
                g,
                Forms.down(4, Tint.lit(petal, i % 2 == 0 ? 1 : 0.92), 50, Tint.lit(petal, 0.62)),
                Forms.round(50, 4, 50 + w, 14, 50 + w * 0.7, 40, 50 - w * 0.7, 40, 50 - w, 14));
            Forms.line(g, Tint.lit(petal, 0.7), 0.8, 50, 12, 50, 40);
            g.setTransform(before);
          }
          Light.ball(g, 50, 50, 12, heart);
          Random random = new Random(petals);
          for (int i = 0; i < 60; i++) {
            double a = random.nextDouble() * 2 * Math.PI;
            double r = 10 * Math.sqrt(random.nextDouble());
            Forms.fill(
                g,
                Tint.lit(heart, 0.7 + 0.8 * random.nextDouble()),
                Forms.disc(50 + r * Math.cos(a), 50 + r * Math.sin(a), 1.1));
          }
        });
  }

  private static void meadow(Graphics2D g) {
    Layer.opaque(
            s -> {
              Sky.gradient(s, HEIGHT, rgb(0xcfe6b0), rgb(0x94c06a), rgb(0x4f8a3c), rgb(0x24501f));
              Random random = new Random(5);
              int[] tints = {0xe9f2b4, 0xf4a8c4, 0xffe9a0, 0xa8d47a, 0x6aa84a, 0xc8b4f0};
              for (int i = 0; i < 130; i++) {
                Forms.fill(
                    s,
                    rgb(tints[random.nextInt(6)], 0.35),
                    Forms.disc(
                        random.nextDouble() * WIDTH,
                        random.nextDouble() * 330,
                        6 + 20 * random.nextDouble()));
              }
            })
        .blurred(7)
        .draw(g);
    Light.glow(g, 120, 0, 330, rgb(0xfffbd0, 0.7));
    Random random = new Random(8);
    for (int i = 0; i < 420; i++) {
      double x = random.nextDouble() * WIDTH;
      double tall = 40 + 100 * random.nextDouble();
      double lean = (random.nextDouble() - 0.5) * 46;
      Forms.line(
          g,
          Tint.lit(rgb(0x4f8f34), 0.5 + 0.8 * random.nextDouble()),
          1 + 1.6 * random.nextDouble(),
          Forms.curve(x, 370, x + lean * 0.3, 370 - tall * 0.6, x + lean, 370 - tall));
    }
  }
}
