package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Hills;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Noise;
import io.kinora.verticles.demo.paint.Sky;
import io.kinora.verticles.demo.paint.Tint;
import io.kinora.verticles.demo.paint.Trees;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/** A campfire and a lit tent under the Milky Way. */
final class Campfire implements Scene {

  private static final double X = 330;
  private static final double Y = 304;

  private final Layer night = Layer.opaque(Campfire::night);
  private final Layer glow = Light.lamp(180, rgb(0xff8a3a));
  private final Layer logs = Layer.clear(WIDTH, HEIGHT, Campfire::logs);

  @Override
  public void paint(Graphics2D g, double t) {
    night.draw(g);
    Sky.twinkle(g, 6, 40, 170, t);
    double meteor = (t - 1.8) / 0.8;
    if (meteor > 0 && meteor < 1) {
      double x = 420 + 150 * meteor;
      Forms.line(
          g,
          Forms.across(x - 60, rgb(0xffffff, 0), x, rgb(0xffffff, 1 - meteor)),
          1.8,
          x - 60,
          20 + 60 * meteor - 20,
          x,
          20 + 60 * meteor);
    }
    double flicker = 0.8 + 0.1 * Motion.swing(t, 0.5, 0) + 0.07 * Motion.swing(t, 0.23, 0.4);
    glow.stamp(g, X, Y - 20, 1.35, 0, 0.6 * flicker);
    logs.draw(g);
    tongues(g, t, 23, 92, rgb(0xff5a1a, 0.6), 0);
    tongues(g, t, 18, 72, rgb(0xffa02a, 0.8), 0.4);
    tongues(g, t, 11, 46, rgb(0xffe27a, 0.95), 0.8);
    Random random = new Random(3);
    for (int i = 0; i < 70; i++) {
      double age = Motion.loop(t, 1.6 + 1.8 * random.nextDouble(), random.nextDouble());
      double x = X + (random.nextDouble() - 0.5) * 50 + 30 * age * Math.sin(age * 6 + i);
      Forms.fill(
          g,
          rgb(0xffb85a, (1 - age) * 0.95),
          Forms.disc(x, Y - 30 - 210 * age, 0.7 + 1.1 * (1 - age)));
    }
  }

  private static void tongues(
      Graphics2D g, double t, double half, double tall, Color colour, double shift) {
    for (int i = -2; i <= 2; i++) {
      double x = X + i * half * 0.62;
      double height =
          tall
              * (1 - 0.16 * i * i)
              * (0.82
                  + 0.18 * Motion.swing(t, 0.43 + 0.07 * i, i * 0.31 + shift)
                  + 0.08 * Motion.swing(t, 0.19, i * 0.2));
      double lean = half * 0.5 * Motion.swing(t, 0.71, i * 0.23 + shift) - i * half * 0.22;
      Forms.fill(
          g,
          colour,
          Forms.round(
              x - half * 0.5,
              Y,
              x - half * 0.56,
              Y - height * 0.3,
              x - half * 0.16 + lean * 0.6,
              Y - height * 0.66,
              x + lean * 1.2,
              Y - height,
              x + half * 0.22 + lean * 0.6,
              Y - height * 0.6,
              x + half * 0.56,
              Y - height * 0.28,
              x + half * 0.5,
              Y));
    }
  }

  private static void logs(Graphics2D g) {
    for (int i = 0; i < 11; i++) {
      double a = i * Math.PI / 10;
      Light.ball(g, X - 62 * Math.cos(a), Y + 6 + 13 * Math.sin(a), 9 + i % 3, rgb(0x8a6450));
    }
    for (double[] log : new double[][] {{-46, 8, 32, -16}, {46, 8, -32, -16}, {-52, 2, 46, 4}}) {
      Forms.line(g, rgb(0x1e0f0a), 15, X + log[0], Y + log[1], X + log[2], Y + log[3]);
      Forms.line(g, rgb(0x6b3a20), 11, X + log[0], Y + log[1] - 1, X + log[2], Y + log[3] - 1);
      Forms.line(
          g, rgb(0xff9a4a, 0.5), 3, X + log[0] * 0.8, Y + log[1] - 4, X + log[2], Y + log[3] - 4);
    }
  }

  private static void night(Graphics2D g) {
    Noise noise = new Noise(7);
    Layer.shaded(
            WIDTH,
            270,
            (x, y) -> {
              double band = Math.abs(y - 230 + x * 0.34) / 95;
              double milk = Math.max(0, 1 - band * band) * noise.fbm(x / 60.0, y / 60.0, 5);
              Color base = Tint.mix(rgb(0x060a22), rgb(0x24325c), y / 250.0);
              Color milky = Tint.mix(base, rgb(0x9fa4dc), milk * 0.95);
              return Tint.mix(
                      milky,
                      rgb(0x2c1c3c),
                      Math.max(0, 1 - band * 2)
                          * Motion.ease(0.5, 0.7, noise.fbm(x / 36.0 + 9, y / 30.0, 4))
                          * 0.6)
                  .getRGB();
            })
        .draw(g);
    Sky.stars(g, 9, 620, 250);
    Hills.alps(24, WIDTH, 120, 70, 0.2, rgb(0x5f7098), rgb(0x1d2848), rgb(0x24325c))
        .draw(g, 0, 160);
    Random random = new Random(2);
    for (int i = 0; i < 34; i++) {
      double x = random.nextDouble() * WIDTH;
      double tall = 70 + 90 * random.nextDouble() * Math.min(1, Math.abs(x - X) / 200);
      Trees.fir(
          g,
          i,
          x,
          268,
          tall,
          Tint.mix(rgb(0x0c1820), rgb(0x3a2c22), Math.max(0, 1 - Math.abs(x - X) / 260)),
          rgb(0, 0));
    }
    Layer.clear(
            WIDTH,
            HEIGHT,
            s ->
                Forms.fill(
                    s,
                    Forms.down(256, rgb(0x2a2a20), HEIGHT, rgb(0x0b0e10)),
                    Forms.box(0, 258, WIDTH, 110, 0)))
        .mottled(8, 12, 4, 0.7)
        .draw(g);
    Light.glow(g, X, Y + 10, 230, rgb(0xc8622a, 0.6));
    Light.glow(g, 138, 290, 130, rgb(0xffb65a, 0.4));
    Forms.fill(
        g,
        Forms.across(60, rgb(0xd9762c), 150, rgb(0xffc66a)),
        Forms.polygon(58, 312, 136, 208, 176, 312));
    Forms.fill(
        g,
        Forms.across(136, rgb(0xc8602a), 240, rgb(0x6d2c1c)),
        Forms.polygon(136, 208, 214, 214, 252, 304, 176, 312));
    Forms.fill(g, rgb(0xfff0b8), Forms.polygon(100, 312, 135, 220, 140, 312));
    Forms.line(g, rgb(0x5a2414), 1.6, 136, 206, 117, 312);
  }
}
