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
import io.kinora.verticles.demo.paint.Water;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/** Fireworks over a river town, seen twice: in the sky and in the water. */
final class Fireworks implements Scene {

  private record Shell(double at, double x, double y, double size, int hue) {}

  private static final int SHORE = 262;
  private static final int[][] HUES = {
    {0xffd36b, 0xfff3c9}, {0xff5f6d, 0xffc0b0}, {0x6be3ff, 0xe0fbff},
    {0xb58cff, 0xf0dcff}, {0x7dff9a, 0xe6ffd9}, {0xff9a3d, 0xffe3b0}
  };

  private final Layer night = Layer.opaque(Fireworks::night);
  private final Shell[] shells = new Shell[13];

  Fireworks() {
    Random random = new Random(19);
    for (int i = 0; i < shells.length; i++) {
      shells[i] =
          new Shell(
              -0.9 + i * 0.44,
              90 + 460 * ((i * 5 % 13) / 13.0) + 30 * random.nextDouble(),
              66 + 74 * random.nextDouble(),
              92 + 62 * random.nextDouble(),
              i % HUES.length);
    }
  }

  @Override
  public void paint(Graphics2D g, double t) {
    night.draw(g);
    for (Shell shell : shells) {
      double age = t - shell.at;
      if (age < -0.6 || age > 2.1) {
        continue;
      }
      burst(g, shell, age, false);
      burst(g, shell, age, true);
    }
    Water.ripples(g, 7, 130, SHORE, HEIGHT, rgb(0x0a1030, 0.55), t);
    Water.ripples(g, 8, 60, SHORE, HEIGHT, rgb(0xffd9a0, 0.2), t);
  }

  private static void burst(Graphics2D g, Shell shell, double age, boolean mirrored) {
    double dim = mirrored ? 0.42 : 1;
    if (age < 0) {
      double y = Motion.lerp(SHORE - 10, shell.y, 1 - age * age / 0.36);
      streak(g, rgb(0xffe9b8, 0.8 * dim), 1.6, shell.x, y + 16, shell.x, y, mirrored);
      return;
    }
    if (age < 0.45) {
      Light.glow(
          g,
          shell.x,
          mirrored ? 2 * SHORE - shell.y : shell.y,
          shell.size * (mirrored ? 0.7 : 1.3),
          rgb(HUES[shell.hue][0], 0.5 * dim * (1 - age / 0.45)));
    }
    Random random = new Random(shell.hue * 31L + Math.round(shell.x));
    double life = 1 - age / 2.1;
    double out = 1 - Math.exp(-3.4 * age);
    double back = 1 - Math.exp(-3.4 * Math.max(0, age - 0.22));
    int sparks = mirrored ? 40 : 110;
    for (int i = 0; i < sparks; i++) {
      double a = random.nextDouble() * 2 * Math.PI;
      double v = shell.size * Math.sqrt(0.3 + 0.7 * random.nextDouble());
      double sink = 26 * age * age;
      double glint = age > 1 ? 0.5 + 0.5 * Math.sin(age * 40 + i * 2.1) : 1;
      int hue = HUES[shell.hue][i % 3 == 0 ? 1 : 0];
      double x = shell.x + Math.cos(a) * v * out;
      double y = shell.y + Math.sin(a) * v * out + sink;
      streak(
          g,
          rgb(hue, Math.min(1, 1.5 * life) * glint * dim),
          1 + 2 * life,
          shell.x + Math.cos(a) * v * back,
          shell.y + Math.sin(a) * v * back + sink * 0.8,
          x,
          y,
          mirrored);
    }
  }

  private static void streak(
      Graphics2D g,
      Color c,
      double w,
      double x1,
      double y1,
      double x2,
      double y2,
      boolean mirrored) {
    if (!mirrored) {
      Forms.line(g, c, w, x1, y1, x2, y2);
      return;
    }
    double m1 = SHORE + (SHORE - y1) * 0.5;
    double m2 = SHORE + (SHORE - y2) * 0.5;
    if (m1 > SHORE && m2 > SHORE) {
      Forms.line(g, c, w, x1, m1, x2, m2);
    }
  }

  private static void night(Graphics2D g) {
    Sky.gradient(g, SHORE, rgb(0x050818), rgb(0x0c1232), rgb(0x1d1f4d), rgb(0x40305f));
    Sky.stars(g, 2, 110, 200);
    Clouds.sheet(5, WIDTH, 160, 0.42, 3, rgb(0x4a4270), rgb(0x1a1a3c)).draw(g, 0, 60, 0.6);
    Random random = new Random(12);
    Light.glow(g, 320, SHORE, 300, rgb(0xff9a6b, 0.3));
    for (double x = -10; x < WIDTH; ) {
      double w = 16 + random.nextInt(26);
      double h = 12 + random.nextInt(34);
      Forms.fill(
          g,
          rgb(0x0b0d22),
          Forms.polygon(
              x, SHORE, x, SHORE - h, x + w / 2, SHORE - h - 9, x + w, SHORE - h, x + w, SHORE));
      for (int i = 0; i < 4; i++) {
        Forms.fill(
            g,
            rgb(0xffc978, 0.4 + 0.6 * random.nextDouble()),
            Forms.box(
                x + 3 + random.nextInt((int) w - 6),
                SHORE - 5 - random.nextInt((int) h),
                2.4,
                3.4,
                0));
      }
      x += w;
    }
    Forms.fill(
        g, rgb(0x0b0d22), Forms.polygon(452, SHORE, 452, 190, 463, 150, 474, 190, 474, SHORE));
    Forms.fill(g, rgb(0xffdf9a), Forms.disc(463, 204, 4));
    Forms.fill(
        g,
        Forms.down(SHORE, rgb(0x2a2650), HEIGHT, rgb(0x060a20)),
        Forms.box(0, SHORE, WIDTH, HEIGHT - SHORE, 0));
    for (int i = 0; i < 90; i++) {
      Forms.fill(
          g,
          rgb(0xffc978, 0.05 + 0.12 * random.nextDouble()),
          Forms.box(random.nextInt(WIDTH), SHORE + 1, 1.6, 6 + random.nextInt(26), 1));
    }
  }
}
