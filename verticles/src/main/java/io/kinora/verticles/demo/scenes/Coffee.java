package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Noise;
import io.kinora.verticles.demo.paint.Sky;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.Random;

/** Steam curls from a cup of coffee in the morning sun. */
final class Coffee implements Scene {

  private static final double X = 300;

  private final Layer table = Layer.opaque(Coffee::table);
  private final Layer wisp = wisp();

  @Override
  public void paint(Graphics2D g, double t) {
    table.draw(g);
    double shimmer = 0.5 + 0.5 * Motion.swing(t, 2.4, 0);
    Forms.fill(
        g, rgb(0xffdca8, 0.18 + 0.14 * shimmer), Forms.oval(X - 26 + 6 * shimmer, 196, 30, 4));
    Shape whole = g.getClip();
    for (int i = 0; i < 15; i++) {
      double age = Motion.loop(t, 3.4, i / 15.0);
      double strand = (i % 3 - 1) * 26;
      double x = X + strand + (10 + 24 * age) * Motion.swing(t - age * 2.2, 3.2, i % 3 * 0.29);
      wisp.stamp(
          g,
          x,
          196 - 172 * age,
          0.42 + 0.85 * age,
          i * 0.9 + age,
          0.62 * Math.min(1, age * 5) * Math.pow(1 - age, 1.2));
    }
    g.setClip(whole);
    Random random = new Random(4);
    for (int i = 0; i < 30; i++) {
      double drift = Motion.loop(t, 8 + 6 * random.nextDouble(), random.nextDouble());
      Forms.fill(
          g,
          rgb(0xfff3d0, 0.55 * Math.sin(Math.PI * drift)),
          Forms.disc(
              560 * random.nextDouble() + 60 * drift, 220 - 180 * drift * random.nextDouble(), 1));
    }
  }

  private static Layer wisp() {
    Noise noise = new Noise(15);
    return Layer.shaded(
        90,
        110,
        (x, y) -> {
          double d = Math.hypot((x - 45) / 42.0, (y - 55) / 52.0);
          double n = noise.fbm(x / 15.0, y / 34.0, 4);
          return rgb(0xfffaf0, Math.max(0, 1 - d) * Motion.ease(0.3, 0.75, n) * 1.3).getRGB();
        });
  }

  private static void table(Graphics2D g) {
    Layer.opaque(
            s -> {
              Sky.gradient(s, 240, rgb(0x9fa86a), rgb(0x6f8450), rgb(0x45583a));
              Random random = new Random(9);
              for (int i = 0; i < 70; i++) {
                Forms.fill(
                    s,
                    rgb(new int[] {0x5f7a3c, 0xe8dc9a, 0x8fa052, 0x3f5a34}[i % 4], 0.4),
                    Forms.disc(
                        random.nextDouble() * WIDTH,
                        random.nextDouble() * 230,
                        10 + 26 * random.nextDouble()));
              }
            })
        .blurred(9)
        .draw(g);
    Light.glow(g, 90, 20, 300, rgb(0xfff3c8, 0.8));
    for (double[] bar : new double[][] {{0, 10}, {214, 10}, {430, 10}, {630, 10}}) {
      Forms.fill(
          g,
          Forms.across(bar[0], rgb(0x7a5334), bar[0] + 12, rgb(0x4a2f1c)),
          Forms.box(bar[0], 0, bar[1], 240, 0));
    }
    Forms.fill(
        g, Forms.down(226, rgb(0x8d633e), 240, rgb(0x4f331e)), Forms.box(0, 228, WIDTH, 12, 0));
    Layer.clear(
            WIDTH,
            HEIGHT,
            s -> {
              Forms.fill(
                  s,
                  Forms.down(238, rgb(0xc08a52), HEIGHT, rgb(0x7a4c28)),
                  Forms.box(0, 238, WIDTH, 130, 0));
              for (double y : new double[] {262, 294, 334}) {
                Forms.line(s, rgb(0x4a2c16, 0.55), 1.6, 0, y, WIDTH, y);
              }
            })
        .mottled(7, 120, 3, 0.42)
        .draw(g);
    Forms.fill(g, rgb(0xfff0c0, 0.22), Forms.polygon(0, 240, 160, 240, 330, 362, 90, 362));
    Forms.fill(g, rgb(0x2a170b, 0.4), Forms.oval(X + 24, 318, 172, 22));
    Forms.fill(
        g, Forms.across(150, rgb(0xfffaf0), 450, rgb(0xa89a8c)), Forms.oval(X, 310, 150, 22));
    Forms.fill(
        g, Forms.across(170, rgb(0xcabfae), 430, rgb(0xf3ece0)), Forms.oval(X, 307, 104, 13));
    Shape handle = Forms.round(X + 84, 214, X + 128, 210, 446, 236, X + 130, 266, X + 74, 276);
    Forms.line(g, rgb(0xb8aa9a), 15, handle);
    Forms.line(g, rgb(0xf6efe4), 10, handle);
    Forms.fill(
        g,
        Forms.across(X - 92, rgb(0xfffcf6), X + 92, rgb(0xa5978a)),
        Forms.round(
            X - 92, 196, X - 88, 234, X - 72, 276, X - 46, 304, X, 308, X + 46, 304, X + 72, 276,
            X + 88, 234, X + 92, 196, X, 182));
    Forms.fill(
        g,
        rgb(0x3a6a8a),
        Forms.round(X - 89, 226, X, 240, X + 89, 226, X + 86, 238, X, 252, X - 86, 238));
    Forms.fill(
        g, Forms.across(X - 92, rgb(0xe0d6c8), X + 92, rgb(0xfffcf6)), Forms.oval(X, 196, 92, 17));
    Forms.fill(
        g, Forms.across(X - 84, rgb(0x6a3f22), X + 84, rgb(0x321a0c)), Forms.oval(X, 198, 83, 13));
    Forms.line(g, rgb(0xc08a52, 0.8), 2, Forms.oval(X, 198.5, 80, 11.6));
    spoonAndBeans(g);
  }

  private static void spoonAndBeans(Graphics2D g) {
    Forms.line(g, rgb(0x5f6a74), 5, 444, 330, 548, 304);
    Forms.line(g, rgb(0xe8eef2), 2.4, 444, 329, 548, 303);
    Forms.fill(g, Forms.down(318, rgb(0xf2f6f8), 346, rgb(0x6f7a84)), Forms.oval(432, 333, 22, 10));
    Random random = new Random(21);
    for (int i = 0; i < 13; i++) {
      double x = 60 + 84 * random.nextDouble();
      double y = 308 + 36 * random.nextDouble();
      AffineTransform before = g.getTransform();
      g.rotate(random.nextDouble() * 3, x, y);
      Forms.fill(g, rgb(0x1a0c05, 0.4), Forms.oval(x + 1.5, y + 3, 9, 6));
      Forms.fill(g, Forms.down(y - 6, rgb(0x8a5630), y + 6, rgb(0x2c1608)), Forms.oval(x, y, 9, 6));
      Forms.line(
          g, rgb(0x1a0c05), 1.4, Forms.curve(x - 8, y, x - 2, y - 1.6, x + 2, y + 1.6, x + 8, y));
      g.setTransform(before);
    }
  }
}
