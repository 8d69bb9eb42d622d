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
import io.kinora.verticles.demo.paint.Noise;
import io.kinora.verticles.demo.paint.Sky;
import io.kinora.verticles.demo.paint.Tint;
import io.kinora.verticles.demo.paint.Trees;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;

/** A rocket lifts off from its pad in fire and smoke. */
final class RocketLaunch implements Scene {

  private final Layer coast = Layer.opaque(RocketLaunch::coast);
  private final Layer tower = Layer.clear(WIDTH, HEIGHT, RocketLaunch::tower);
  private final Layer rocket = Layer.clear(90, 220, RocketLaunch::rocket);
  private final Layer smoke = puff(5, rgb(0xfff6e8), rgb(0x9a8f92));
  private final Layer hot = puff(9, rgb(0xffd08a), rgb(0xc8743a));
  private final Layer flare = Light.lamp(110, rgb(0xffb35a));

  private static Layer puff(int seed, Color lit, Color shade) {
    Noise noise = new Noise(seed);
    return Layer.shaded(
        110,
        110,
        (x, y) -> {
          double d = Math.hypot(x - 55, y - 55) / 55;
          double n = noise.fbm(x / 26.0, y / 26.0, 4);
          double soft =
              noise.fbm(x / 30.0, y / 30.0, 2) - noise.fbm((x - 5) / 30.0, (y - 8) / 30.0, 2);
          double light = 1 - y / 120.0 + soft * 2;
          return Tint.fade(
                  Tint.mix(shade, lit, light), Motion.ease(0.1, 0.5, 1 - d + (n - 0.5) * 0.7))
              .getRGB();
        });
  }

  @Override
  public void paint(Graphics2D g, double t) {
    double shake = t > 0.7 ? 1.4 * Math.exp(-Math.max(0, t - 2.5)) : 0;
    double sx = shake * Math.sin(t * 61);
    double sy = shake * Math.sin(t * 47);
    coast.draw(g, sx, sy);
    tower.draw(g, sx, sy);
    double lift = 13 * Math.pow(Math.max(0, t - 1.2), 2.25);
    double foot = 288 - lift;
    if (t > 0.6) {
      exhaust(g, t, foot);
    }
    rocket.draw(g, 275 + sx * 0.4, foot - 214);
    if (t > 0.6) {
      clouds(g, t);
    }
  }

  private void exhaust(Graphics2D g, double t, double foot) {
    double power = Motion.ease(0.6, 1.1, t);
    flare.stamp(g, 320, foot + 30, 1.9, 0, 0.75 * power);
    double length = (88 + 10 * Math.sin(t * 70) + 7 * Math.sin(t * 43)) * power;
    double[] width = {19, 13, 7};
    Color[] fire = {rgb(0xff7a2a, 0.75), rgb(0xffc04a, 0.9), rgb(0xfffbe0)};
    for (int i = 0; i < 3; i++) {
      double tip = foot + length * (1 - i * 0.24);
      Forms.fill(
          g,
          fire[i],
          Forms.round(
              320 - width[i] * 0.7,
              foot - 6,
              320 - width[i],
              foot + length * 0.22,
              320,
              tip,
              320 + width[i],
              foot + length * 0.22,
              320 + width[i] * 0.7,
              foot - 6));
    }
    for (int i = 0; i < 18; i++) {
      double born = 1.3 + i * 0.2;
      double age = t - born;
      if (age > 0) {
        double y = Math.min(300, 288 - 13 * Math.pow(Math.max(0, born - 1.2), 2.25) + 96);
        smoke.stamp(
            g,
            320 + 12 * Math.sin(i * 2.3) * age,
            y,
            0.34 + 0.42 * age,
            i + age * 0.3,
            0.8 * Math.max(0, 1 - age / 3.4));
      }
    }
  }

  private void clouds(Graphics2D g, double t) {
    for (int i = 0; i < 36; i++) {
      double age = t - 0.6 - i * 0.115;
      if (age < 0) {
        continue;
      }
      double side = i % 2 == 0 ? 1 : -1;
      double speed = 70 + 60 * ((i * 7) % 11) / 11.0;
      double x = 320 + side * speed * (1 - Math.exp(-0.9 * age)) * 2.6;
      double y = 316 - 20 * age * ((i * 5) % 7) / 7.0 - 14 * Math.sin(i) * age * 0.4;
      boolean glowing = age < 0.16 && t < 2.2;
      (glowing ? hot : smoke)
          .stamp(
              g,
              x,
              y,
              0.5 + 0.55 * Math.min(2.2, age),
              i * 1.7 + side * age * 0.4,
              glowing ? 0.9 : 0.95 * Math.max(0.25, 1 - age / 7));
    }
  }

  private static void rocket(Graphics2D g) {
    for (int side = -1; side <= 1; side += 2) {
      Forms.fill(
          g,
          Forms.down(150, rgb(0xd8432f), 210, rgb(0x7a1f1c)),
          Forms.polygon(
              45 + side * 15, 158, 45 + side * 38, 196, 45 + side * 38, 214, 45 + side * 15, 202));
    }
    Forms.fill(g, rgb(0x3a3f48), Forms.polygon(34, 200, 56, 200, 61, 216, 29, 216));
    Shape hull =
        Forms.round(45, 4, 56, 26, 63, 60, 64, 120, 61, 204, 29, 204, 26, 120, 27, 60, 34, 26);
    Forms.fill(g, Forms.across(26, rgb(0xffffff), 64, rgb(0x8d97a6)), hull);
    Shape before = g.getClip();
    g.clip(hull);
    Forms.fill(g, Forms.across(26, rgb(0xee5a40), 64, rgb(0x7e1f1c)), Forms.box(0, 0, 90, 44, 0));
    Forms.fill(g, Forms.across(26, rgb(0x2f3b54), 64, rgb(0x151b2a)), Forms.box(0, 108, 90, 10, 0));
    Forms.fill(g, Forms.across(26, rgb(0x2f3b54), 64, rgb(0x151b2a)), Forms.box(0, 178, 90, 14, 0));
    Forms.fill(
        g,
        Forms.across(50, rgb(0x1c2436, 0), 64, rgb(0x1c2436, 0.5)),
        Forms.box(40, 0, 50, 220, 0));
    g.setClip(before);
    Forms.fill(g, rgb(0x6a7484), Forms.disc(45, 74, 11));
    Light.ball(g, 45, 74, 8, rgb(0x5fb8e0));
    Forms.fill(g, rgb(0xd8432f), Forms.round(42, 158, 48, 158, 48, 212, 42, 212));
  }

  private static void coast(Graphics2D g) {
    Sky.gradient(g, 300, rgb(0x1d3f86), rgb(0x4a84c4), rgb(0x9cc4e2), rgb(0xffe2bc));
    Clouds.sheet(91, WIDTH, 190, 0.46, 3, rgb(0xffffff), rgb(0xb4c4da)).draw(g, 0, 70, 0.9);
    Light.glow(g, 560, 270, 200, rgb(0xfff0c4, 0.8));
    Forms.fill(
        g, Forms.down(276, rgb(0x6fa4c4), 300, rgb(0x4a7f9f)), Forms.box(0, 276, WIDTH, 24, 0));
    Hills.rolling(5, WIDTH, 80, 16, 90, rgb(0x7a8f54), rgb(0x46582f)).draw(g, 0, 286);
    Trees.wood(g, 12, -10, 200, 306, 18, rgb(0x4a6a3c));
    Trees.wood(g, 13, 440, 650, 306, 18, rgb(0x4a6a3c));
    Layer.clear(
            WIDTH,
            HEIGHT,
            s ->
                Forms.fill(
                    s,
                    Forms.down(300, rgb(0xb4aea4), HEIGHT, rgb(0x6f6a64)),
                    Forms.polygon(210, 304, 440, 304, 520, 362, 130, 362)))
        .mottled(4, 16, 4, 0.25)
        .draw(g);
    Forms.fill(
        g,
        Forms.down(288, rgb(0x8d9098), 306, rgb(0x4a4d55)),
        Forms.polygon(262, 290, 378, 290, 392, 308, 248, 308));
  }

  private static void tower(Graphics2D g) {
    for (double x : new double[] {378, 406}) {
      Forms.line(g, rgb(0x8a3a30), 4, x, 74, x, 292);
    }
    for (int i = 0; i < 11; i++) {
      double y = 78 + i * 20;
      Forms.line(g, rgb(0x8a3a30), 2.4, 378, y, 406, y);
      Forms.line(g, rgb(0xa8503f), 1.6, 378, y, 406, y + 20);
      Forms.line(g, rgb(0xa8503f), 1.6, 406, y, 378, y + 20);
    }
    Forms.line(g, rgb(0x8a3a30), 4, 346, 118, 378, 118);
    Forms.line(g, rgb(0x8a3a30), 4, 346, 206, 378, 206);
    Forms.line(g, rgb(0x8a3a30), 2, 392, 74, 392, 40);
  }
}
