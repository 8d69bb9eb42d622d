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
import io.kinora.verticles.demo.paint.Tint;
import io.kinora.verticles.demo.paint.Trees;
import io.kinora.verticles.demo.paint.Water;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.Random;

/** A waterfall between mossy rocks in the woods. */
final class Waterfall implements Scene {

  private final Layer gorge = Layer.opaque(Waterfall::gorge);
  private final Layer rocks = Layer.clear(WIDTH, HEIGHT, Waterfall::rocks).mottled(14, 13, 10, 0.7);
  private final Layer ferns = Layer.clear(WIDTH, HEIGHT, Waterfall::ferns);
  private final Layer fast = curtain(3, 7, 90);
  private final Layer slow = curtain(8, 4, 60);
  private final Layer mist = Light.lamp(60, rgb(0xf2fbff));

  @Override
  public void paint(Graphics2D g, double t) {
    gorge.draw(g);
    Shape whole = g.getClip();
    g.clip(
        Forms.round(
            262, 62, 300, 56, 352, 56, 388, 63, 398, 150, 410, 270, 330, 290, 240, 272, 254, 150));
    Forms.fill(
        g, Forms.down(56, rgb(0x9fc4cf), 280, rgb(0xdff0f4)), Forms.box(230, 50, 190, 240, 0));
    fall(g, slow, t * 150);
    fall(g, fast, t * 260);
    g.setClip(whole);
    Water.ripples(g, 5, 120, 268, HEIGHT, rgb(0xe8fbff, 0.5), t);
    Water.ripples(g, 6, 70, 268, HEIGHT, rgb(0x0c2f30, 0.4), t * 0.9);
    rocks.draw(g);
    for (int i = 0; i < 16; i++) {
      double age = Motion.loop(t, 2.4, i * 0.37);
      mist.stamp(
          g,
          246 + i * 10.6 + 26 * Math.sin(i * 2.1) * age,
          274 - 58 * age,
          0.45 + 0.7 * age,
          0,
          0.42 * (1 - age) * Math.min(1, age * 5));
    }
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      double age = Motion.loop(t, 0.8, random.nextDouble());
      double x = 250 + 150 * random.nextDouble() + (random.nextDouble() - 0.5) * 50 * age;
      double y = 276 - 34 * age * random.nextDouble() * 2 + 40 * age * age;
      Forms.fill(g, rgb(0xffffff, 0.8 * (1 - age)), Forms.disc(x, y, 1.5));
    }
    ferns.draw(g, 0.8 * Motion.swing(t, 3, 0), 0);
  }

  /** Two tall sheets one above the other, moving down without end. */
  private static void fall(Graphics2D g, Layer water, double moved) {
    double y = moved % 300;
    water.draw(g, 230, y);
    water.draw(g, 230, y - 300);
  }

  private static Layer curtain(int seed, double across, double down) {
    Noise noise = new Noise(seed);
    return Layer.shaded(
        190,
        300,
        (x, y) -> {
          double share = Motion.clamp((y - 220) / 80.0);
          double here =
              Motion.lerp(
                  noise.fbm(x / across, y / down, 4),
                  noise.fbm(x / across, (y - 300) / down, 4),
                  share);
          return rgb(here > 0.5 ? 0xffffff : 0x4f8a96, Math.abs(here - 0.5) * 3.4).getRGB();
        });
  }

  private static void gorge(Graphics2D g) {
    Sky.gradient(g, 190, rgb(0xbfe0d8), rgb(0xf4f7d9), rgb(0xcfe2a8));
    for (int i = 0; i < 4; i++) {
      Trees.wood(
          g,
          40 + i,
          -20,
          660,
          78 + i * 26,
          92 - i * 10,
          Tint.mix(rgb(0x8fb878), rgb(0x2c5a2c), i / 3.0));
    }
    Light.glow(g, 330, 10, 240, rgb(0xfffbd0, 0.8));
    Forms.fill(
        g, Forms.down(266, rgb(0x5fa09a), HEIGHT, rgb(0x12403f)), Forms.box(0, 262, WIDTH, 100, 0));
    Light.glow(g, 326, 290, 190, rgb(0xdff8f4, 0.6));
  }

  private static void rocks(Graphics2D g) {
    Forms.fill(
        g,
        Forms.across(0, rgb(0x2a332c), 270, rgb(0x6f7568)),
        Forms.round(
            -30, 40, 60, 62, 130, 52, 200, 66, 262, 58, 270, 110, 252, 170, 258, 230, 238, 284, 170,
            300, 90, 292, -30, 310));
    Forms.fill(
        g,
        Forms.across(380, rgb(0x747a6c), WIDTH, rgb(0x262e28)),
        Forms.round(
            670, 30, 580, 56, 500, 48, 440, 64, 388, 58, 384, 120, 400, 180, 396, 236, 414, 286,
            480, 302, 560, 290, 680, 312));
    Random random = new Random(3);
    for (int i = 0; i < 26; i++) {
      boolean left = i % 2 == 0;
      double x = left ? random.nextDouble() * 190 - 10 : 420 + random.nextDouble() * 230;
      double y = 80 + random.nextDouble() * 190;
      double w = 22 + random.nextDouble() * 40;
      Forms.fill(
          g,
          rgb(0x14201a, 0.5),
          Forms.round(x, y, x + w, y - 5, x + w * 1.3, y + 14, x + w * 0.4, y + 20));
      Forms.fill(
          g,
          rgb(0x8d937f, 0.55),
          Forms.round(x, y - 4, x + w * 0.9, y - 11, x + w * 1.2, y + 5, x + w * 0.4, y + 8));
    }
    for (int i = 0; i < 340; i++) {
      boolean left = i % 2 == 0;
      double x = left ? random.nextDouble() * 262 : 388 + random.nextDouble() * 260;
      double y = 52 + Math.pow(random.nextDouble(), 2) * 110;
      Forms.fill(
          g,
          Tint.lit(rgb(0x5f8f3a), 0.6 + 0.8 * random.nextDouble()),
          Forms.oval(x, y, 8 + random.nextDouble() * 9, 4));
    }
    double[][] stones = {
      {120, 308, 60, 20},
      {520, 312, 70, 22},
      {214, 326, 44, 16},
      {446, 332, 48, 16},
      {330, 344, 38, 12}
    };
    for (double[] s : stones) {
      Forms.fill(
          g,
          Forms.down(s[1] - s[3], rgb(0x9aa08f), s[1] + s[3], rgb(0x222a26)),
          Forms.round(
              s[0] - s[2],
              s[1] + s[3] * 0.6,
              s[0] - s[2] * 0.7,
              s[1] - s[3] * 0.6,
              s[0],
              s[1] - s[3],
              s[0] + s[2] * 0.8,
              s[1] - s[3] * 0.4,
              s[0] + s[2],
              s[1] + s[3] * 0.6,
              s[0],
              s[1] + s[3]));
      Forms.fill(
          g,
          rgb(0x6a9a3e, 0.8),
          Forms.oval(s[0] - s[2] * 0.1, s[1] - s[3] * 0.75, s[2] * 0.5, s[3] * 0.24));
    }
  }

  private static void ferns(Graphics2D g) {
    Random random = new Random(6);
    for (int plant = 0; plant < 6; plant++) {
      double x = new double[] {20, 90, 150, 500, 570, 630}[plant];
      for (int i = 0; i < 9; i++) {
        double a = -Math.PI / 2 + (i - 4) * 0.27;
        double length = 58 + 34 * random.nextDouble();
        Color leaf = Tint.lit(rgb(0x4f8f34), 0.6 + 0.7 * random.nextDouble());
        for (double s = 0.1; s < 1; s += 0.07) {
          double px = x + Math.cos(a) * length * s;
          double py = 366 + Math.sin(a) * length * s + 26 * s * s;
          double w = 13 * (1 - s);
          Forms.line(g, leaf, 2, px - w, py - 3, px, py);
          Forms.line(g, leaf, 2, px + w, py - 3, px, py);
        }
      }
    }
  }
}
