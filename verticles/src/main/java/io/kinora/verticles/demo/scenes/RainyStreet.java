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
import java.util.Random;

/** People with umbrellas walk along a wet street in the evening rain. */
final class RainyStreet implements Scene {

  private final Layer street = Layer.opaque(RainyStreet::street);
  private final Layer lamp = Light.lamp(26, rgb(0xffd08a));
  private final Layer[] walkers = {
    walker(rgb(0xd8403a), rgb(0x2a3040)),
    walker(rgb(0xf0b83a), rgb(0x3c2f38)),
    walker(rgb(0x3a8ac0), rgb(0x28303a)),
    walker(rgb(0x5aa86a), rgb(0x35323e)),
    walker(rgb(0xa85ab0), rgb(0x262a36))
  };
  private final Layer[] reflected = new Layer[walkers.length];

  RainyStreet() {
    for (int i = 0; i < walkers.length; i++) {
      Layer upright = walkers[i];
      reflected[i] =
          Layer.clear(
                  150,
                  240,
                  g -> {
                    g.scale(1, -1);
                    upright.draw(g, 0, -240);
                  })
              .blurred(3);
    }
  }

  @Override
  public void paint(Graphics2D g, double t) {
    street.draw(g);
    for (int i = 0; i < 5; i++) {
      lamp.stamp(g, 60 + i * 136, 96, 0.9 + 0.08 * Motion.swing(t, 0.7, i * 0.3), 0, 0.8);
    }
    double[] start = {520, 130, 400, 20, 640};
    double[] pace = {-34, 26, 30, 24, -28};
    double[] size = {0.66, 0.74, 0.86, 1.02, 1.1};
    for (int i = 0; i < walkers.length; i++) {
      double x = start[i] + pace[i] * t;
      double step = Math.abs(Motion.swing(t, 0.9, i * 0.21)) * 4 * size[i];
      double foot = 244 + size[i] * 74;
      reflected[i].stamp(g, x, foot + 114 * size[i] + step, size[i], 0, 0.4);
      walkers[i].stamp(
          g, x, foot - 116 * size[i] - step, size[i], 0.025 * Motion.swing(t, 0.9, i * 0.2), 1);
    }
    rain(g, t);
  }

  private static void rain(Graphics2D g, double t) {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      double near = random.nextDouble();
      double x = random.nextDouble() * 760 - 60;
      double y = Motion.loop(t * (520 + 380 * near) / 420, 1, random.nextDouble()) * 420 - 40;
      Forms.line(
          g,
          rgb(0xdfeaf6, 0.14 + 0.3 * near),
          0.7 + 0.6 * near,
          x - y * 0.1,
          y,
          x - y * 0.1 - 1.6 - 2 * near,
          y + 12 + 15 * near);
    }
    for (int i = 0; i < 60; i++) {
      double age = Motion.loop(t, 0.7, random.nextDouble());
      double y = 262 + 98 * random.nextDouble();
      double r = (3 + 9 * (y - 250) / 110) * age;
      Forms.line(
          g,
          rgb(0xe8f0fa, 0.5 * (1 - age)),
          0.8,
          Forms.oval(random.nextDouble() * WIDTH, y, r, r * 0.32));
    }
  }

  private static Layer walker(Color umbrella, Color coat) {
    return Layer.clear(
        150,
        240,
        g -> {
          Forms.fill(g, Tint.lit(coat, 0.55), Forms.round(62, 176, 72, 176, 70, 234, 58, 236));
          Forms.fill(g, Tint.lit(coat, 0.45), Forms.round(78, 176, 88, 176, 92, 232, 80, 236));
          Forms.fill(
              g,
              Forms.across(48, Tint.lit(coat, 1.5), 102, Tint.lit(coat, 0.6)),
              Forms.round(75, 84, 92, 90, 98, 120, 104, 190, 75, 200, 46, 190, 52, 120, 58, 90));
          Forms.fill(g, rgb(0x4a3328), Forms.disc(75, 76, 13));
          Forms.line(g, rgb(0x1c1e26), 2.4, 82, 30, 86, 122);
          Forms.line(g, Tint.lit(coat, 1.2), 11, Forms.curve(96, 100, 100, 118, 87, 120));
          Shape dome =
              Forms.polygon(
                  5, 66, 12, 46, 30, 24, 56, 10, 82, 6, 108, 10, 132, 26, 145, 48, 149, 68, 131, 60,
                  113, 66, 95, 59, 77, 66, 59, 59, 41, 66, 23, 60);
          Forms.fill(g, Forms.down(6, Tint.lit(umbrella, 1.25), 66, Tint.lit(umbrella, 0.6)), dome);
          for (double x : new double[] {23, 59, 95, 131}) {
            Forms.line(
                g,
                Tint.lit(umbrella, 0.5),
                1.2,
                Forms.curve(80, 6, (80 + x) / 2 + (x - 80) * 0.16, 26, x, 60));
          }
          Forms.line(g, rgb(0x1c1e26), 2.4, 80, 0, 80, 8);
        });
  }

  private static void street(Graphics2D g) {
    Layer.opaque(
            s -> {
              Sky.gradient(s, 200, rgb(0x27304e), rgb(0x4a4f70), rgb(0x8d7f8f));
              Random random = new Random(11);
              for (int i = 0; i < 9; i++) {
                double x = i * 76 - 20;
                double roof = 10 + Math.abs(i - 4.4) * -14 + 60;
                Color wall = Tint.mix(rgb(0x3a3a52), rgb(0x5a4a52), random.nextDouble());
                Forms.fill(
                    s,
                    Forms.down(roof, wall, 250, Tint.lit(wall, 0.6)),
                    Forms.box(x, roof, 74, 240, 0));
                for (int k = 0; k < 12; k++) {
                  Forms.fill(
                      s,
                      rgb(0xffd592, 0.25 + 0.6 * random.nextDouble()),
                      Forms.box(x + 8 + k % 3 * 22, roof + 16 + k / 3 * 32, 12, 18, 1));
                }
                Forms.fill(
                    s,
                    rgb(new int[] {0xffb45a, 0xff8a6a, 0x9fd8e8}[i % 3], 0.9),
                    Forms.box(x + 6, 206, 62, 34, 3));
              }
              for (int i = 0; i < 30; i++) {
                int[] lights = {0xffc46a, 0xff6a5a, 0x8ad0ff, 0xfff0c0};
                Forms.fill(
                    s,
                    rgb(lights[i % 4], 0.6),
                    Forms.disc(
                        random.nextDouble() * WIDTH,
                        150 + random.nextDouble() * 90,
                        4 + 6 * random.nextDouble()));
              }
            })
        .blurred(4)
        .draw(g);
    Layer.clear(
            WIDTH,
            HEIGHT,
            s ->
                Forms.fill(
                    s,
                    Forms.down(246, rgb(0x5f6178), HEIGHT, rgb(0x23273a)),
                    Forms.box(0, 246, WIDTH, 120, 0)))
        .mottled(5, 30, 5, 0.5)
        .draw(g);
    Layer.clear(
            WIDTH,
            HEIGHT,
            s -> {
              Random random = new Random(2);
              for (int i = 0; i < 60; i++) {
                int[] lights = {0xffb45a, 0xff7a5a, 0x9fd8e8, 0xffe0a0};
                Forms.fill(
                    s,
                    rgb(lights[i % 4], 0.3),
                    Forms.box(
                        random.nextDouble() * WIDTH,
                        248,
                        5 + 12 * random.nextDouble(),
                        20 + 80 * random.nextDouble(),
                        4));
              }
            })
        .blurred(3)
        .draw(g);
    for (int i = 0; i < 5; i++) {
      double x = 60 + i * 136;
      Forms.line(g, rgb(0x151926), 3, x, 104, x, 250);
      Forms.fill(g, rgb(0x151926), Forms.polygon(x - 8, 86, x + 8, 86, x + 5, 108, x - 5, 108));
      Forms.fill(g, rgb(0xffe8b4), Forms.polygon(x - 5, 89, x + 5, 89, x + 3, 105, x - 3, 105));
    }
  }
}
