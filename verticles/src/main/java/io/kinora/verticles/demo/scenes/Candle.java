package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Tint;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.Random;

/** A candle burns in a dark room, beside books and a bowl of apples. */
final class Candle implements Scene {

  private static final double X = 300;
  private static final double WICK = 170;

  private final Layer room = Layer.opaque(Candle::room);
  private final Layer glow = Light.lamp(190, rgb(0xffb257));
  private final Layer halo = Light.lamp(64, rgb(0xffe6a0));

  @Override
  public void paint(Graphics2D g, double t) {
    double flicker =
        0.72
            + 0.1 * Motion.swing(t, 0.61, 0)
            + 0.08 * Motion.swing(t, 0.27, 0.3)
            + 0.06 * Motion.swing(t, 1.9, 0.1);
    double lean = 3.2 * Motion.swing(t, 1.7, 0) + 1.8 * Motion.swing(t, 0.53, 0.4);
    room.draw(g);
    glow.stamp(g, X, WICK - 20, 1.25, 0, 0.5 * flicker);
    halo.stamp(g, X, WICK - 24, 1, 0, 0.9 * flicker);
    double tall = 64 * (0.86 + 0.22 * flicker);
    flame(g, lean, tall, 12, rgb(0xff8a1f, 0.55));
    flame(g, lean * 0.9, tall * 0.9, 9.6, rgb(0xffc23d, 0.9));
    flame(g, lean * 0.7, tall * 0.68, 6.8, rgb(0xfff0b0));
    Forms.fill(
        g,
        rgb(0x4a78d8, 0.5),
        Forms.round(X - 5, WICK - 4, X, WICK - 12, X + 5, WICK - 4, X, WICK + 2));
    Forms.line(
        g,
        rgb(0x2a1a14),
        2.4,
        Forms.curve(X, WICK + 6, X + 0.6, WICK - 2, X + 2 + lean * 0.2, WICK - 11));
    Forms.fill(g, rgb(0xff7a3a), Forms.disc(X + 2 + lean * 0.2, WICK - 11, 1.5));
    Random random = new Random(4);
    for (int i = 0; i < 22; i++) {
      double drift = Motion.loop(t, 7 + 6 * random.nextDouble(), random.nextDouble());
      double x = 90 + 460 * random.nextDouble() + 16 * Motion.swing(t, 5, i * 0.13);
      double near = 1 - Math.min(1, Math.hypot(x - X, 230 - 230 * drift - WICK) / 300);
      Forms.fill(g, rgb(0xffdf9a, 0.5 * near * near), Forms.disc(x, 250 - 240 * drift, 1.1));
    }
  }

  private static void flame(Graphics2D g, double lean, double tall, double half, Color colour) {
    double y = WICK + 1;
    Forms.fill(
        g,
        colour,
        Forms.round(
            X,
            y,
            X - half * 0.75,
            y - tall * 0.12,
            X - half + lean * 0.2,
            y - tall * 0.34,
            X - half * 0.52 + lean * 0.6,
            y - tall * 0.7,
            X + lean * 1.3,
            y - tall * 1.04,
            X + half * 0.58 + lean * 0.6,
            y - tall * 0.68,
            X + half + lean * 0.2,
            y - tall * 0.34,
            X + half * 0.75,
            y - tall * 0.12));
  }

  private static void room(Graphics2D g) {
    Layer.opaque(
            s ->
                Forms.fill(
                    s,
                    Forms.down(0, rgb(0x1c1013), 280, rgb(0x3d2218)),
                    Forms.box(0, 0, WIDTH, HEIGHT, 0)))
        .mottled(4, 70, 50, 0.3)
        .draw(g);
    Light.glow(g, X, 150, 330, rgb(0xc8703a, 0.55));
    Layer.clear(
            WIDTH,
            HEIGHT,
            s -> {
              Forms.fill(
                  s,
                  Forms.down(272, rgb(0x8a5530), HEIGHT, rgb(0x26130b)),
                  Forms.box(0, 272, WIDTH, 90, 0));
              for (int y : new int[] {298, 330}) {
                Forms.line(s, rgb(0x1a0c07, 0.6), 1.4, 0, y, WIDTH, y);
              }
            })
        .mottled(6, 90, 2.4, 0.6)
        .draw(g);
    Light.glow(g, X, 300, 250, rgb(0xffb45e, 0.55));
    books(g);
    apples(g);
    Forms.fill(g, rgb(0x140a06, 0.55), Forms.oval(X + 4, 318, 92, 12));
    Forms.fill(g, Forms.down(300, rgb(0xe0b356), 322, rgb(0x5a3a14)), Forms.oval(X, 312, 74, 12));
    Forms.fill(g, Forms.down(298, rgb(0x8a6422), 312, rgb(0xc89a44)), Forms.oval(X, 309, 62, 8));
    Forms.line(g, rgb(0xc89a44), 5, Forms.oval(X + 84, 306, 13, 9));
    Shape wax =
        Forms.round(
            X - 24, 306, X - 25, 250, X - 24, WICK + 16, X - 19, WICK + 6, X, WICK + 9, X + 19,
            WICK + 6, X + 24, WICK + 14, X + 26, WICK + 40, X + 24, 250, X + 25, 306, X, 311);
    Forms.fill(g, Forms.down(WICK, rgb(0xffdf9f), 312, rgb(0xc9874a)), wax);
    Forms.fill(g, Forms.across(X - 26, rgb(0x7a3c1a, 0.55), X, rgb(0x7a3c1a, 0)), wax);
    Forms.fill(g, Forms.across(X, rgb(0x7a3c1a, 0), X + 27, rgb(0x7a3c1a, 0.6)), wax);
    Forms.fill(g, rgb(0xfff0c4), Forms.oval(X, WICK + 9, 18, 4));
    Forms.fill(
        g,
        rgb(0xf3c88a),
        Forms.round(
            X - 21, WICK + 10, X - 15, WICK + 12, X - 15, WICK + 46, X - 18, WICK + 53, X - 22,
            WICK + 46));
    Forms.fill(
        g,
        rgb(0xf0bf80),
        Forms.round(
            X + 9, WICK + 13, X + 15, WICK + 12, X + 15, WICK + 28, X + 12, WICK + 33, X + 9,
            WICK + 28));
    Light.vignette(g, 0.65);
  }

  private static void books(Graphics2D g) {
    Color[] covers = {rgb(0x6d2a2a), rgb(0x2c4a4a), rgb(0x7a5a24)};
    for (int i = 0; i < 3; i++) {
      double y = 296 - i * 20;
      double x = 72 + i * 10;
      Forms.fill(g, rgb(0x120806, 0.5), Forms.oval(x + 60, y + 9, 70, 5));
      Forms.fill(
          g,
          Forms.across(x, Tint.lit(covers[i], 0.5), x + 126, Tint.lit(covers[i], 1.35)),
          Forms.box(x, y - 12, 128 - i * 14, 20, 5));
      Forms.fill(
          g,
          Forms.down(y - 9, rgb(0xe8cf9c), y + 5, rgb(0xa98a58)),
          Forms.box(x + 118 - i * 14, y - 9, 9, 14, 1));
      Forms.fill(g, rgb(0xe8c266, 0.7), Forms.box(x + 14, y - 12, 3, 20, 0));
    }
  }

  private static void apples(Graphics2D g) {
    double[][] spots = {{452, 290, 26}, {508, 292, 25}, {480, 262, 24}};
    int[] skins = {0xc23a2a, 0xd8913a, 0xb84630};
    Forms.fill(g, rgb(0x120806, 0.5), Forms.oval(482, 314, 84, 9));
    for (int i = 0; i < 3; i++) {
      Light.ball(g, spots[i][0], spots[i][1], spots[i][2], rgb(skins[i]));
      Forms.line(
          g,
          rgb(0x3a2414),
          2,
          Forms.curve(
              spots[i][0],
              spots[i][1] - spots[i][2] + 5,
              spots[i][0] + 2,
              spots[i][1] - spots[i][2] - 5));
    }
  }
}
