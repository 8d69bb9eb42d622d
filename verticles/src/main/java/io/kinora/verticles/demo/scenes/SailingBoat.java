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
import io.kinora.verticles.demo.paint.Water;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.Random;

/** A sailing boat on a blue sea under fair-weather clouds, with gulls. */
final class SailingBoat implements Scene {

  private static final int SEA = 214;

  private final Layer air = Layer.opaque(SailingBoat::air);
  private final Layer heap = Clouds.cumulus(8, 300, 120, rgb(0xffffff), rgb(0x9db4cc));
  private final Layer small = Clouds.cumulus(21, 170, 70, rgb(0xffffff), rgb(0xa9bfd4));
  private final Layer[] swell = new Layer[4];

  SailingBoat() {
    for (int i = 0; i < swell.length; i++) {
      Color crest = Tint.mix(rgb(0x4f9fc4), rgb(0x1d5f92), i / 3.0);
      swell[i] =
          Hills.rolling(30 + i, 800, 150, 8 + i * 5, 46 + i * 34, crest, Tint.lit(crest, 0.55));
    }
  }

  @Override
  public void paint(Graphics2D g, double t) {
    air.draw(g);
    heap.draw(g, 30 - t * 5, 52);
    small.draw(g, 440 - t * 7, 40);
    swell[0].scroll(g, 20 + t * 12, SEA - 3);
    Water.glitter(g, 5, 500, SEA + 3, 300, 60, rgb(0xffffff, 0.8), t);
    swell[1].scroll(g, -t * 26, SEA + 14 + 2 * Motion.swing(t, 3, 0));
    double bob = 4 * Motion.swing(t, 3, 0.1);
    boat(g, 218 + t * 26, 262 + bob, 0.05 * Motion.swing(t, 3.4, 0.3) + 0.045);
    swell[2].scroll(g, t * 40, 258 + 4 * Motion.swing(t, 2.6, 0.4));
    foam(g, 218 + t * 26, 270 + bob, t);
    swell[3].scroll(g, -t * 62, 296 + 6 * Motion.swing(t, 3.1, 0.7));
    for (int i = 0; i < 4; i++) {
      gull(
          g,
          470 - t * 24 + i * 42 + 10 * Motion.swing(t, 3, i * 0.3),
          84 + i % 2 * 26 + i * 6,
          9 - i,
          t * 1.3 + i * 0.27);
    }
  }

  private static void boat(Graphics2D g, double x, double y, double heel) {
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.rotate(heel);
    Forms.line(g, Forms.across(-3, rgb(0xc99a5e), 3, rgb(0x6a4522)), 5, 0, 0, 0, -188);
    Path2D main = new Path2D.Double();
    main.moveTo(-4, -184);
    main.quadTo(-46, -92, -98, -22);
    main.quadTo(-50, -12, -4, -18);
    main.closePath();
    Forms.fill(g, Forms.across(-98, rgb(0xd5d9de), -10, rgb(0xfffdf6)), main);
    Path2D jib = new Path2D.Double();
    jib.moveTo(4, -176);
    jib.quadTo(52, -96, 84, -18);
    jib.quadTo(44, -26, 6, -20);
    jib.closePath();
    Forms.fill(g, Forms.across(4, rgb(0xf3ede0), 84, rgb(0xffffff)), jib);
    for (int i = 1; i < 6; i++) {
      Forms.line(
          g,
          rgb(0x8a9098, 0.35),
          1,
          Forms.curve(-4, -184 + i * 28, -10 - i * 8, -176 + i * 27, -14 - i * 14, -178 + i * 27));
      Forms.line(g, rgb(0x8a9098, 0.3), 1, 5, -172 + i * 26, 8 + i * 12, -168 + i * 25);
    }
    Forms.fill(g, rgb(0xd8453a), Forms.polygon(-3, -188, -30, -182, -3, -176));
    Shape hull = Forms.polygon(-106, -14, -92, 22, 74, 22, 116, -18, 40, -10, -40, -9);
    Forms.fill(g, Forms.down(-16, rgb(0xc2413a), 24, rgb(0x5c1c22)), hull);
    Forms.line(g, rgb(0xfff6e4), 3, Forms.curve(-105, -12, -40, -7, 40, -8, 115, -16));
    Forms.fill(
        g,
        Forms.down(-26, rgb(0xe8c88e), -8, rgb(0xa0703a)),
        Forms.round(-58, -10, -52, -26, -18, -27, -12, -10));
    Forms.fill(g, rgb(0x33506a), Forms.disc(-42, -18, 3.4));
    Forms.fill(g, rgb(0x33506a), Forms.disc(-28, -18, 3.4));
    g.setTransform(before);
  }

  private static void foam(Graphics2D g, double x, double y, double t) {
    Random random = new Random(9);
    for (int i = 0; i < 70; i++) {
      double age = Motion.loop(t, 1.5, random.nextDouble());
      double px = x + 102 - age * 250;
      double py = y + 6 + age * 8 + random.nextDouble() * (5 + 9 * age);
      Forms.fill(
          g,
          rgb(0xffffff, 0.75 * (1 - age)),
          Forms.oval(px, py, 3 + 7 * age * random.nextDouble(), 1.6));
    }
  }

  private static void gull(Graphics2D g, double x, double y, double size, double beat) {
    double lift = 0.5 * Math.sin(beat * 2 * Math.PI) - 0.3;
    Forms.line(
        g,
        rgb(0xfafcff),
        size * 0.24,
        Forms.curve(
            x - size * 1.7,
            y + size * lift * 0.8,
            x - size * 0.8,
            y + size * (lift - 0.3),
            x,
            y,
            x + size * 0.8,
            y + size * (lift - 0.3),
            x + size * 1.7,
            y + size * lift * 0.8));
    Forms.fill(g, rgb(0x59626c), Forms.oval(x, y + 1, size * 0.3, size * 0.16));
  }

  private static void air(Graphics2D g) {
    Sky.gradient(g, SEA, rgb(0x3f86cc), rgb(0x7db8e4), rgb(0xcfe8f2));
    Light.glow(g, 500, 60, 170, rgb(0xfffbe4, 0.9));
    Clouds.sheet(19, WIDTH, 130, 0.4, 4, rgb(0xffffff), rgb(0xd3e2ee)).draw(g, 0, 80, 0.7);
    Hills.alps(15, WIDTH, 40, 30, 0, rgb(0xffffff), rgb(0x7f9fb8), rgb(0xb4d0e0))
        .draw(g, 0, SEA - 34);
    Forms.fill(
        g, Forms.down(SEA, rgb(0x7fc0d8), HEIGHT, rgb(0x15507f)), Forms.box(0, SEA, WIDTH, 150, 0));
  }
}
