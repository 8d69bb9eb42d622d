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
import io.kinora.verticles.demo.paint.Trees;
import io.kinora.verticles.demo.paint.Water;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.Random;

/** The sun rises over snow mountains and their lake. */
final class MountainSunrise implements Scene {

  private static final int LAKE = 262;

  private final Layer dawn =
      Layer.opaque(
          g -> land(g, rgb(0x33406f), rgb(0x8d6f96), rgb(0xf0a488), rgb(0xffdca0), rgb(0xffb39a)));
  private final Layer day =
      Layer.opaque(
          g -> land(g, rgb(0x4f86c4), rgb(0x9fc0dc), rgb(0xfbe0b8), rgb(0xfff3cc), rgb(0xfff1dc)));
  private final Layer sun = Light.lamp(120, rgb(0xffe9a8));
  private final Layer ridge =
      Hills.alps(61, WIDTH, 170, 118, 0.32, rgb(0xffd9c4), rgb(0x4f5a7c), rgb(0xb0a0b4));
  private final Layer shore = Layer.clear(WIDTH, HEIGHT, MountainSunrise::shore);
  private final Layer mist = Clouds.sheet(62, 900, 70, 0.62, 5, rgb(0xfff2e4), rgb(0xdcc4cc));

  @Override
  public void paint(Graphics2D g, double t) {
    dawn.draw(g);
    day.draw(g, 0, 0, Motion.ease(0.5, 5, t));
    double y = 196 - 22 * t;
    sun.stamp(g, 404, y, 1.5, 0, 0.85);
    Forms.fill(g, rgb(0xfffbe8), Forms.disc(404, y, 15));
    ridge.draw(g, 0, 124);
    mist.scroll(g, t * 9, 208);
    Forms.fill(
        g,
        Forms.down(LAKE, Tint.mix(rgb(0xe9a88e), rgb(0xcfd8d8), t / 5), HEIGHT, rgb(0x2c3e62)),
        Forms.box(0, LAKE, WIDTH, 100, 0));
    reflection(g);
    Water.ripples(g, 4, 150, LAKE, HEIGHT, rgb(0x3c4a70, 0.28), t);
    Water.ripples(g, 6, 100, LAKE, HEIGHT, rgb(0xffe4c4, 0.35), t);
    Water.glitter(g, 9, 404, LAKE, HEIGHT, 26, rgb(0xfff0c0, 0.4 + 0.1 * t), t);
    shore.draw(g);
    for (int i = 0; i < 5; i++) {
      double x = 120 + t * 26 + i * 24;
      double beat = 3 * Motion.swing(t, 0.8, i * 0.3);
      Forms.line(
          g,
          rgb(0x3a3448, 0.8),
          1.6,
          Forms.curve(
              x - 8,
              84 + Math.abs(i - 2) * 9 - beat,
              x,
              88 + Math.abs(i - 2) * 9,
              x + 8,
              84 + Math.abs(i - 2) * 9 - beat));
    }
  }

  private void reflection(Graphics2D g) {
    AffineTransform before = g.getTransform();
    Shape whole = g.getClip();
    g.clip(Forms.box(0, LAKE, WIDTH, HEIGHT - LAKE, 0));
    g.translate(0, 2 * LAKE);
    g.scale(1, -1);
    ridge.draw(g, 0, 124, 0.4);
    g.setTransform(before);
    g.setClip(whole);
  }

  private static void land(
      Graphics2D g, Color top, Color middle, Color low, Color horizon, Color snow) {
    Sky.gradient(g, 230, top, middle, low, horizon);
    Clouds.sheet(63, WIDTH, 120, 0.5, 4.4, snow, Tint.mix(middle, snow, 0.3)).draw(g, 0, 24, 0.85);
    Hills.alps(
            64,
            WIDTH,
            200,
            150,
            0.55,
            snow,
            Tint.mix(top, middle, 0.5),
            Tint.mix(middle, horizon, 0.4))
        .draw(g, 0, 74);
  }

  private static void shore(Graphics2D g) {
    Trees.wood(g, 5, -10, 650, LAKE + 4, 13, rgb(0x3f5048));
    Hills.rolling(66, WIDTH, 60, 34, 210, rgb(0x5f7a3e), rgb(0x2c3f26)).draw(g, 0, 314);
    Random random = new Random(6);
    for (int i = 0; i < 5; i++) {
      double x = i < 3 ? 14 + i * 30 : 574 + (i - 3) * 44;
      Trees.fir(g, 90 + i, x, 356, 74 + 50 * random.nextDouble(), rgb(0x2c4434), rgb(0, 0));
    }
  }
}
