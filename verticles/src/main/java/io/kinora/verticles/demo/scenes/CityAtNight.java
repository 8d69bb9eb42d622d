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
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A city after dark: lit windows, the moon, and cars along a wet avenue. */
final class CityAtNight implements Scene {

  private static final int STREET = 286;

  private record Lamp(double x, double y, double w, double h, double period, double phase) {}

  private final Layer skyline = Layer.opaque(this::skyline);
  private final List<Lamp> flickering = new ArrayList<>();
  private final Layer white = Light.lamp(16, rgb(0xfff4d6));
  private final Layer red = Light.lamp(13, rgb(0xff4a3d));

  CityAtNight() {
    Random random = new Random(77);
    for (int i = 0; i < 70; i++) {
      flickering.add(
          new Lamp(
              12 + random.nextInt(77) * 8,
              170 + random.nextInt(9) * 11,
              4,
              6,
              1 + random.nextDouble() * 4,
              random.nextDouble()));
    }
  }

  @Override
  public void paint(Graphics2D g, double t) {
    skyline.draw(g);
    for (Lamp lamp : flickering) {
      if (Motion.swing(t, lamp.period, lamp.phase) > 0.1) {
        Forms.fill(g, rgb(0xffe2a0), Forms.box(lamp.x, lamp.y, lamp.w, lamp.h, 0));
      }
    }
    Forms.fill(g, rgb(0xff5248, 0.5 + 0.5 * Motion.swing(t, 1.6, 0)), Forms.disc(318, 22, 2.4));
    for (int lane = 0; lane < 2; lane++) {
      boolean leaving = lane == 0;
      double y = leaving ? 303 : 330;
      for (int i = 0; i < 4; i++) {
        double pace = (leaving ? 74 : 118) * (1 + 0.06 * (i % 3));
        double x =
            Motion.loop(t * pace / 820, 1, i / 4.0 + 0.05 * (i % 2) + lane * 0.07) * 820 - 90;
        car(g, leaving ? WIDTH - x : x, y, leaving ? 0.8 : 1.15, leaving, i);
      }
    }
  }

  private void car(Graphics2D g, double x, double y, double size, boolean left, int kind) {
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.scale(left ? -size : size, size);
    Color[] paints = {rgb(0x7c2f3d), rgb(0x33506e), rgb(0x8c7a4b), rgb(0x4a4e58)};
    Forms.fill(g, rgb(0x05060f, 0.6), Forms.oval(0, 10, 28, 3));
    Forms.fill(
        g,
        Forms.down(-10, Tint.lit(paints[kind % 4], 1.3), 8, Tint.lit(paints[kind % 4], 0.45)),
        Forms.round(-26, 8, -27, 0, -17, -2, -10, -10, 6, -10, 15, -2, 25, 1, 27, 8));
    Forms.fill(g, rgb(0xffe9b8, 0.75), Forms.polygon(-12, -2, -8, -8, -1, -8, -1, -2));
    Forms.fill(g, rgb(0xffe9b8, 0.75), Forms.polygon(1, -2, 1, -8, 6, -8, 11, -2));
    Forms.fill(g, rgb(0x0a0b12), Forms.disc(-16, 8, 4.6));
    Forms.fill(g, rgb(0x0a0b12), Forms.disc(16, 8, 4.6));
    Forms.fill(
        g,
        Forms.across(26, rgb(0xfff0c4, 0.55), 92, rgb(0xfff0c4, 0)),
        Forms.polygon(26, 2, 92, -4, 92, 16, 26, 6));
    white.stamp(g, 26, 4, 0.8, 0, 1);
    red.stamp(g, -27, 3, 0.75, 0, 1);
    red.stamp(g, -27, 22, 0.7, 0, 0.35);
    white.stamp(g, 26, 22, 0.8, 0, 0.4);
    g.setTransform(before);
  }

  private void skyline(Graphics2D g) {
    Sky.gradient(g, STREET, rgb(0x070b26), rgb(0x141a47), rgb(0x37306b), rgb(0x8a4a78));
    Sky.stars(g, 4, 130, 150);
    Clouds.sheet(9, WIDTH, 130, 0.45, 4, rgb(0x5a4c86), rgb(0x1d1f4a)).draw(g, 0, 60, 0.7);
    Light.glow(g, 530, 66, 120, rgb(0xbfd0ff, 0.5));
    Light.ball(g, 530, 66, 23, rgb(0xece6cf));
    Light.glow(g, 320, STREET, 330, rgb(0xff9e6b, 0.4));
    row(g, 31, 90, 190, rgb(0x2c2b5e), 0.25, 26);
    row(g, 32, 130, 230, rgb(0x1c1d47), 0.4, 34);
    row(g, 37, 168, 250, rgb(0x10112e), 0.5, 46);
    Forms.fill(
        g,
        Forms.down(STREET, rgb(0x262446), HEIGHT, rgb(0x0b0c1c)),
        Forms.box(0, STREET, WIDTH, HEIGHT - STREET, 0));
    Random random = new Random(3);
    for (int i = 0; i < 160; i++) {
      Forms.fill(
          g,
          rgb(random.nextBoolean() ? 0xffb26b : 0xff7aa8, 0.05 + 0.1 * random.nextDouble()),
          Forms.box(
              random.nextInt(WIDTH),
              STREET + 2 + random.nextInt(30),
              2 + random.nextInt(4),
              10 + random.nextInt(40),
              2));
    }
    for (int x = 10; x < WIDTH; x += 60) {
      Forms.fill(g, rgb(0xd9c9a0, 0.5), Forms.box(x, 316, 28, 2, 1));
    }
    for (int x = 40; x < WIDTH; x += 140) {
      Forms.line(g, rgb(0x0a0a18), 2.2, x, STREET + 6, x, 238);
      Forms.line(g, rgb(0x0a0a18), 2, Forms.curve(x, 238, x + 4, 232, x + 14, 230));
      Light.glow(g, x + 15, 233, 44, rgb(0xffd79a, 0.9));
    }
  }

  /** One row of houses: the nearer, the taller its windows. */
  private static void row(
      Graphics2D g, int seed, double top, double low, Color wall, double lit, double wide) {
    Random random = new Random(seed);
    for (double x = -10; x < WIDTH; ) {
      double w = wide * (0.8 + random.nextDouble());
      double roof = Motion.lerp(top, low, random.nextDouble());
      double centre = 1 - Math.abs(x + w / 2 - WIDTH / 2.0) / WIDTH;
      roof -= 60 * centre * centre * random.nextDouble();
      Forms.fill(
          g,
          Forms.down(roof, Tint.lit(wall, 1.25), STREET, Tint.lit(wall, 0.8)),
          Forms.box(x, roof, w, STREET - roof, 0));
      if (random.nextInt(3) == 0) {
        Forms.line(g, wall, 1.6, x + w / 2, roof, x + w / 2, roof - 22);
      }
      for (double wy = roof + 7; wy < STREET - 10; wy += 10) {
        for (double wx = x + 4; wx < x + w - 6; wx += 8) {
          if (random.nextDouble() < lit) {
            int glass = random.nextInt(6) == 0 ? 0xa9d4ff : 0xffcf7d;
            Forms.fill(
                g, rgb(glass, 0.35 + 0.6 * random.nextDouble()), Forms.box(wx, wy, 4, 5.5, 0));
          }
        }
      }
      x += w + random.nextInt(5);
    }
  }
}
