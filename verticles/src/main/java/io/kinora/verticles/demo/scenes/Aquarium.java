package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Noise;
import io.kinora.verticles.demo.paint.Tint;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.Random;

/** An aquarium: bright fish, swaying weed, rising bubbles and slanting light. */
final class Aquarium implements Scene {

  private record Fish(double y, double size, double pace, double phase, int kind, boolean left) {}

  private static final Color[][] SKINS = {
    {rgb(0xff8a1f), rgb(0xffffff), rgb(0xff9f3a)},
    {rgb(0xffd738), rgb(0xfff6a8), rgb(0xf0a81c)},
    {rgb(0x2f6fe0), rgb(0xffe04a), rgb(0x1c3f9c)},
    {rgb(0xe85a8a), rgb(0xffc9dc), rgb(0xb53a78)}
  };

  private final Layer tank = Layer.opaque(Aquarium::tank);
  private final Layer rocks = Layer.clear(WIDTH, HEIGHT, Aquarium::reef).mottled(8, 12, 9, 0.6);
  private final Fish[] shoal = new Fish[11];

  Aquarium() {
    Random random = new Random(6);
    for (int i = 0; i < shoal.length; i++) {
      shoal[i] =
          new Fish(
              50 + 210.0 * ((i * 4) % 11) / 11,
              0.55 + 0.75 * random.nextDouble() * (i % 3 == 0 ? 1.3 : 0.8),
              34 + 46 * random.nextDouble(),
              ((i * 3) % 11) / 11.0 + 0.04 * random.nextDouble(),
              i % 4,
              random.nextBoolean());
    }
  }

  @Override
  public void paint(Graphics2D g, double t) {
    tank.draw(g);
    for (int i = 0; i < 6; i++) {
      double x = 40 + i * 118 + 22 * Motion.swing(t, 6, i * 0.23);
      double shine = 0.09 + 0.07 * Motion.swing(t, 3.2, i * 0.31);
      Forms.fill(
          g,
          Forms.down(0, rgb(0xeaffff, shine * 1.7), 310, rgb(0xbff6ff, 0)),
          Forms.polygon(x, -5, x + 36, -5, x - 30 + 14 * (i % 3), 330, x - 110, 330));
    }
    weed(g, 12, 60, 1.25, t, rgb(0x2c8a52));
    weed(g, 17, 560, 1.35, t, rgb(0x3f9a4a));
    for (int i = 0; i < shoal.length; i += 2) {
      swim(g, shoal[i], t);
    }
    rocks.draw(g);
    weed(g, 23, 130, 0.8, t, rgb(0x7a9c34));
    weed(g, 29, 480, 0.75, t, rgb(0xb0485a));
    for (int i = 1; i < shoal.length; i += 2) {
      swim(g, shoal[i], t);
    }
    bubbles(g, t);
  }

  private static void swim(Graphics2D g, Fish fish, double t) {
    double x = Motion.loop(t * fish.pace / 780, 1, fish.phase) * 780 - 70;
    AffineTransform before = g.getTransform();
    g.translate(fish.left ? WIDTH - x : x, fish.y + 7 * Motion.swing(t, 2.6, fish.phase));
    g.scale(fish.left ? -fish.size : fish.size, fish.size);
    double tail = Motion.swing(t, 0.55, fish.phase) * 6;
    Color[] skin = SKINS[fish.kind];
    Forms.fill(
        g,
        Forms.across(-52, skin[2], -24, skin[0]),
        Forms.round(
            -24,
            0,
            -40,
            -13 + tail * 0.5,
            -50,
            -17 + tail,
            -45,
            tail,
            -50,
            17 + tail,
            -40,
            13 + tail * 0.5));
    Forms.fill(g, skin[2], Forms.round(-14, -14, -4, -28 - tail * 0.2, 12, -24, 14, -14));
    Forms.fill(g, skin[2], Forms.round(-8, 14, -10, 24 + tail * 0.2, 6, 16));
    Shape body = Forms.round(34, 0, 22, -12, 4, -18, -16, -12, -28, 0, -16, 12, 4, 18, 22, 12);
    Forms.fill(g, Forms.down(-18, Tint.lit(skin[0], 1.15), 20, Tint.lit(skin[0], 0.68)), body);
    Shape clip = g.getClip();
    g.clip(body);
    for (double x0 : new double[] {12, -12}) {
      Forms.line(g, rgb(0x1a1a2a, 0.4), 9, Forms.curve(x0, -20, x0 + 4, 0, x0, 20));
      Forms.line(g, skin[1], 6.5, Forms.curve(x0, -20, x0 + 4, 0, x0, 20));
    }
    Forms.fill(g, Forms.down(-18, rgb(0xffffff, 0.35), -4, rgb(0xffffff, 0)), body);
    g.setClip(clip);
    Forms.fill(g, Tint.lit(skin[2], 0.9), Forms.round(4, 3, -8, 9 + tail * 0.5, -6, 1));
    Forms.fill(g, rgb(0xffffff), Forms.disc(23, -4, 4.2));
    Forms.fill(g, rgb(0x10121c), Forms.disc(24.2, -4, 2.5));
    Forms.fill(g, rgb(0xffffff), Forms.disc(25, -5, 0.9));
    g.setTransform(before);
  }

  private static void weed(Graphics2D g, int seed, double x, double size, double t, Color leaf) {
    Random random = new Random(seed);
    for (int i = 0; i < 9; i++) {
      double foot = x + (i - 4.5) * 9 * size;
      double tall = (70 + 80 * random.nextDouble()) * size;
      double lean = Motion.swing(t, 3.4, i * 0.09 + seed) * 16 * size;
      Color shade = Tint.lit(leaf, 0.7 + 0.6 * random.nextDouble());
      Forms.line(
          g,
          shade,
          5 * size,
          Forms.curve(
              foot,
              330,
              foot - lean * 0.4,
              330 - tall * 0.35,
              foot + lean * 0.5,
              330 - tall * 0.7,
              foot + lean,
              330 - tall));
    }
  }

  private static void bubbles(Graphics2D g, double t) {
    Random random = new Random(15);
    for (int i = 0; i < 34; i++) {
      double rise = Motion.loop(t, 3 + 2 * random.nextDouble(), random.nextDouble());
      double x =
          (i % 2 == 0 ? 250 : 400) + random.nextDouble() * 50 + 7 * Motion.swing(t, 1.3, i * 0.17);
      double r = (1.6 + 4 * random.nextDouble()) * (0.6 + 0.6 * rise);
      double y = 318 - rise * 330;
      Forms.fill(g, rgb(0xd8fbff, 0.22), Forms.disc(x, y, r));
      Forms.line(g, rgb(0xf2ffff, 0.7), 0.9, Forms.disc(x, y, r));
      Forms.fill(g, rgb(0xffffff, 0.9), Forms.disc(x - r * 0.35, y - r * 0.4, r * 0.22));
    }
  }

  private static void tank(Graphics2D g) {
    Noise noise = new Noise(31);
    Layer.shaded(
            WIDTH,
            HEIGHT,
            (x, y) -> {
              double murk = noise.fbm(x / 90.0, y / 60.0, 4);
              Color deep = Tint.mix(rgb(0x5fd3e6), rgb(0x06315f), y / 330.0 + 0.35 * (murk - 0.5));
              return deep.getRGB();
            })
        .draw(g);
    Layer.clear(
            WIDTH,
            HEIGHT,
            s ->
                Forms.fill(
                    s,
                    Forms.down(290, rgb(0xd9c48c), HEIGHT, rgb(0x8f7444)),
                    Forms.round(
                        -40, 400, -40, 318, 90, 306, 220, 320, 360, 308, 500, 318, 690, 304, 690,
                        400)))
        .mottled(3, 6, 3, 0.45)
        .draw(g);
    Light.vignette(g, 0.5);
  }

  private static void reef(Graphics2D g) {
    Forms.fill(
        g,
        Forms.down(220, rgb(0x6a6f86), 340, rgb(0x2a2d44)),
        Forms.round(180, 345, 188, 286, 220, 250, 262, 262, 300, 292, 326, 345));
    Forms.fill(
        g,
        Forms.down(250, rgb(0x86708a), 340, rgb(0x3a2d4c)),
        Forms.round(380, 348, 398, 300, 436, 276, 470, 296, 486, 348));
    Random random = new Random(9);
    for (int i = 0; i < 60; i++) {
      double x = 196 + random.nextDouble() * 120;
      double top = 252 + Math.abs(x - 240) * 0.55;
      Forms.fill(
          g,
          rgb(new int[] {0xff7a6b, 0xff9fb8, 0xffb45a}[i % 3], 0.95),
          Forms.disc(x, top + random.nextDouble() * 22, 3 + 4 * random.nextDouble()));
    }
    for (int i = 0; i < 14; i++) {
      double x = 410 + i * 5;
      Forms.line(
          g,
          rgb(0xe86f9a),
          4,
          Forms.curve(
              x, 300, x + (i - 7) * 1.4, 276, x + (i - 7) * 3.2, 258 - 10 * random.nextDouble()));
    }
  }
}
