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
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.Shape;

/** The planets on their orbits round the sun. */
final class Planets implements Scene {

  private record Planet(
      double orbit, double r, double period, double phase, Layer ball, boolean ringed) {}

  private static final double X = 300;
  private static final double Y = 182;
  private static final double FLAT = 0.36;

  private final Layer space = Layer.opaque(Planets::space);
  private final Layer corona = Light.lamp(110, rgb(0xffc25a));
  private final Layer ring = Layer.clear(150, 60, Planets::ring);
  private final Planet[] planets = {
    new Planet(74, 6, 3.2, 0.1, ball(6, 1, rgb(0xb8a08a), rgb(0x7a6a5c)), false),
    new Planet(108, 11, 5, 0.42, ball(11, 2, rgb(0xf0d08a), rgb(0xc89a54)), false),
    new Planet(150, 13, 7.5, 0.72, ball(13, 3, rgb(0x3f86d8), rgb(0x5fae5a)), false),
    new Planet(192, 9, 10, 0.2, ball(9, 4, rgb(0xe0784a), rgb(0xa84a2c)), false),
    new Planet(258, 29, 18, 0.53, ball(29, 5, rgb(0xe8cfa4), rgb(0xa8704a)), false),
    new Planet(330, 23, 26, 0.92, ball(23, 6, rgb(0xf0dca0), rgb(0xc8a468)), true),
    new Planet(396, 15, 36, 0.06, ball(15, 7, rgb(0x8adce0), rgb(0x5fb4cc)), false)
  };

  /** Marbled, or banded where large. */
  private static Layer ball(int r, int seed, Color a, Color b) {
    Noise noise = new Noise(seed);
    int size = 4 * r + 2;
    return Layer.shaded(
        size,
        size,
        (px, py) -> {
          double x = (px + 0.5 - size / 2.0) / (2 * r);
          double y = (py + 0.5 - size / 2.0) / (2 * r);
          double d = Math.hypot(x, y);
          double grain =
              r > 20
                  ? 0.5 + 0.5 * Math.sin(y * 13 + 2.4 * noise.fbm(x * 3, y * 9, 3))
                  : Motion.ease(0.4, 0.6, noise.fbm(x * 3 + 9, y * 3, 4));
          double light = 1.15 - 0.5 * d * d;
          return Tint.fade(Tint.lit(Tint.mix(a, b, grain), light), (1 - d) * r).getRGB();
        });
  }

  @Override
  public void paint(Graphics2D g, double t) {
    space.draw(g);
    Sky.twinkle(g, 4, 30, HEIGHT, t);
    for (Planet planet : planets) {
      Forms.line(g, rgb(0xa8b8e8, 0.24), 1, Forms.oval(X, Y, planet.orbit, planet.orbit * FLAT));
    }
    for (Planet planet : planets) {
      if (Math.sin(angle(planet, t)) < 0) {
        draw(g, planet, t);
      }
    }
    corona.stamp(g, X, Y, 1.04 + 0.05 * Motion.swing(t, 2.3, 0), 0, 0.95);
    Light.ball(g, X, Y, 35, rgb(0xffc84a));
    Light.glow(g, X, Y, 38, rgb(0xfff6d0, 0.95));
    for (Planet planet : planets) {
      if (Math.sin(angle(planet, t)) >= 0) {
        draw(g, planet, t);
      }
    }
    double comet = t / 5;
    double x = 660 - 300 * comet;
    double y = 20 + 70 * comet;
    Forms.fill(
        g,
        Forms.across(x, rgb(0xd8f0ff, 0.8), x + 120, rgb(0x7fb4ff, 0)),
        Forms.polygon(x, y - 2, x + 120, y - 38, x + 124, y - 18, x, y + 2));
    Forms.fill(g, rgb(0xffffff), Forms.disc(x, y, 2.6));
  }

  private static double angle(Planet planet, double t) {
    return 2 * Math.PI * (t / planet.period + planet.phase);
  }

  private void draw(Graphics2D g, Planet planet, double t) {
    double a = angle(planet, t);
    double near = 1 + 0.16 * Math.sin(a);
    double x = X + planet.orbit * Math.cos(a);
    double y = Y + planet.orbit * FLAT * Math.sin(a);
    double r = planet.r * near;
    Shape whole = g.getClip();
    if (planet.ringed) {
      ring.stamp(g, x, y, r / 23, -0.24, 1);
    }
    planet.ball.stamp(g, x, y, near / 2, -0.2, 1);
    double toSun = Math.atan2(Y - y, X - x);
    g.setPaint(
        new RadialGradientPaint(
            (float) (x + r * 0.8 * Math.cos(toSun)),
            (float) (y + r * 0.8 * Math.sin(toSun)),
            (float) (r * 2),
            new float[] {0.3f, 0.95f},
            new Color[] {rgb(0x04061a, 0), rgb(0x04061a, 0.86)}));
    g.fill(Forms.disc(x, y, r));
    if (planet.ringed) {
      g.clip(Forms.polygon(x - 90, y - 3 + 21, x + 90, y - 3 - 21, x + 90, y + 80, x - 90, y + 80));
      ring.stamp(g, x, y, r / 23, -0.24, 1);
      g.setClip(whole);
    }
  }

  private static void ring(Graphics2D g) {
    for (int i = 0; i < 18; i++) {
      double r = 36 + i * 2;
      if (i != 11) {
        Forms.line(
            g,
            Tint.fade(Tint.mix(rgb(0xf3e2b8), rgb(0xa88a5c), (i * 5 % 7) / 7.0), 0.8),
            1.9,
            Forms.oval(75, 30, r, r * 0.3));
      }
    }
  }

  private static void space(Graphics2D g) {
    Noise noise = new Noise(44);
    Layer.shaded(
            WIDTH,
            HEIGHT,
            (x, y) -> {
              double cloud = noise.fbm(x / 130.0, y / 110.0, 5);
              Color base = Tint.mix(rgb(0x05071a), rgb(0x0c1436), y / 360.0);
              Color violet = Tint.mix(base, rgb(0x4a2f86), Motion.ease(0.45, 0.8, cloud) * 0.75);
              return Tint.mix(
                      violet,
                      rgb(0x1c6a94),
                      Motion.ease(0.5, 0.85, noise.fbm(x / 100.0 + 40, y / 90.0, 5)) * 0.6)
                  .getRGB();
            })
        .draw(g);
    Sky.stars(g, 13, 420, 700);
    Light.glow(g, X, Y, 300, rgb(0xff9a4a, 0.3));
  }
}
