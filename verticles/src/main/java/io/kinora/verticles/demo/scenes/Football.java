package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Sky;
import io.kinora.verticles.demo.paint.Tint;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.Random;

/** A football is struck from the edge of the box and curls into the top corner of the goal. */
final class Football implements Scene {

  private final Layer pitch = Layer.opaque(Football::pitch);

  @Override
  public void paint(Graphics2D g, double t) {
    pitch.draw(g);
    double flight = Motion.clamp((t - 0.9) / 1.5);
    double after = Math.max(0, t - 2.4);
    double bulge = after > 0 ? 26 * Math.exp(-1.6 * after) * Math.cos(after * 9) : 0;
    net(g, 430, 118, bulge);
    frame(g);
    double x = Motion.lerp(140, 430, flight) + 42 * Math.sin(flight * Math.PI) * -0.9;
    double y = Motion.lerp(316, 118, flight) - 96 * Math.sin(flight * Math.PI);
    double r = Motion.lerp(25, 9.5, Math.sqrt(flight));
    double spin = flight * 9;
    if (after > 0) {
      double fall = Math.min(1, after * after * 1.7);
      y = 118 + (224 - 118) * bounce(fall, after);
      x = 430 - 6 * Math.min(1.4, after);
      r = 9.5;
      spin += after * 2;
    }
    double ground = after > 0 ? 232 : Motion.lerp(340, 232, flight);
    Forms.fill(
        g,
        rgb(0x0c2410, 0.45 - 0.25 * Math.sin(flight * Math.PI)),
        Forms.oval(x, ground, r * 1.1, r * 0.28));
    ball(g, x, y, r, spin);
  }

  private static double bounce(double fall, double after) {
    return fall < 1
        ? fall
        : 1 - 0.16 * Math.abs(Math.sin((after - 0.77) * 5)) * Math.exp(-2 * (after - 0.77));
  }

  private static void ball(Graphics2D g, double x, double y, double r, double spin) {
    Light.ball(g, x, y, r, rgb(0xe6e6e6));
    Shape before = g.getClip();
    g.clip(Forms.disc(x, y, r));
    for (int i = 0; i < 6; i++) {
      double a = spin + i * Math.PI * 2 / 5;
      double d = i == 5 ? 0 : r * 0.82;
      double cx = x + d * Math.cos(a);
      double cy = y + d * Math.sin(a);
      double[] corners = new double[10];
      for (int k = 0; k < 5; k++) {
        double turn = spin + k * Math.PI * 2 / 5 + (i == 5 ? 0 : Math.PI / 5);
        corners[2 * k] = cx + r * 0.33 * Math.cos(turn);
        corners[2 * k + 1] = cy + r * 0.33 * Math.sin(turn);
        if (i == 5) {
          Forms.line(
              g,
              rgb(0x555b62),
              r * 0.05,
              cx,
              cy,
              cx + r * 0.7 * Math.cos(turn),
              cy + r * 0.7 * Math.sin(turn));
        }
      }
      Forms.fill(g, rgb(0x1c2026), Forms.polygon(corners));
    }
    g.setClip(before);
  }

  private static void net(Graphics2D g, double hitX, double hitY, double bulge) {
    Color cord = rgb(0xf4f8f8, 0.55);
    for (int i = 0; i <= 24; i++) {
      double x = 230 + i * 12.5;
      Path2D line = new Path2D.Double();
      for (int k = 0; k <= 10; k++) {
        double y = 84 + k * 14.8;
        double push = push(x, y, hitX, hitY, bulge);
        double px = x + (x < 380 ? 8 : -8) * k / 10 + push * 0.3;
        if (k == 0) {
          line.moveTo(px, y);
        } else {
          line.lineTo(px, y - push);
        }
      }
      Forms.line(g, cord, 0.8, line);
    }
    for (int k = 0; k <= 12; k++) {
      double y = 84 + k * 12.3;
      Path2D line = new Path2D.Double();
      for (int i = 0; i <= 30; i++) {
        double x = 230 + i * 10;
        double py = y - push(x, y, hitX, hitY, bulge);
        if (i == 0) {
          line.moveTo(x, py);
        } else {
          line.lineTo(x, py);
        }
      }
      Forms.line(g, cord, 0.8, line);
    }
  }

  private static double push(double x, double y, double hitX, double hitY, double bulge) {
    double d = Math.hypot(x - hitX, y - hitY) / 60;
    return bulge * Math.exp(-d * d);
  }

  private static void frame(Graphics2D g) {
    Forms.line(g, rgb(0x0c2410, 0.3), 4, 226, 236, 536, 236);
    for (double x : new double[] {226, 534}) {
      Forms.fill(
          g,
          Forms.across(x - 4, rgb(0xffffff), x + 4, rgb(0xb4bcc0)),
          Forms.box(x - 4, 78, 8, 158, 3));
    }
    Forms.fill(g, Forms.down(76, rgb(0xffffff), 84, rgb(0xb4bcc0)), Forms.box(222, 76, 316, 8, 3));
  }

  private static void pitch(Graphics2D g) {
    Sky.gradient(g, 120, rgb(0x5e9bd6), rgb(0xbfdcf0));
    Layer.clear(
            WIDTH,
            190,
            s -> {
              Random random = new Random(2);
              Forms.fill(
                  s,
                  Forms.down(40, rgb(0x5c6a7c), 180, rgb(0x2c3440)),
                  Forms.box(0, 44, WIDTH, 140, 0));
              int[] shirts = {0xd8483c, 0xf2e8d8, 0x3a62a8, 0xe6b23a, 0x2c3040, 0xb8c4cc, 0xc77a5a};
              for (int row = 0; row < 13; row++) {
                for (double x = (row % 2) * 4; x < WIDTH; x += 8.5) {
                  if (random.nextInt(7) > 0) {
                    Forms.fill(
                        s, rgb(shirts[random.nextInt(7)]), Forms.box(x, 56 + row * 9, 6.5, 8, 3));
                    Forms.fill(s, rgb(0xd9a888), Forms.disc(x + 3.2, 54 + row * 9, 2.3));
                  }
                }
              }
              Forms.fill(
                  s,
                  Forms.down(30, rgb(0xe4e8ec), 48, rgb(0x8a949e)),
                  Forms.polygon(0, 22, WIDTH, 30, WIDTH, 44, 0, 44));
            })
        .blurred(2)
        .draw(g);
    Forms.fill(g, rgb(0x1c2638, 0.42), Forms.box(0, 44, WIDTH, 130, 0));
    Color[] boards = {rgb(0x24509a), rgb(0xe9e4d4), rgb(0xb33a34), rgb(0x2d7a52)};
    for (int i = 0; i < 8; i++) {
      Forms.fill(
          g,
          Forms.down(172, boards[i % 4], 192, Tint.lit(boards[i % 4], 0.7)),
          Forms.box(i * 82 - 6, 172, 80, 20, 0));
    }
    Layer.clear(
            WIDTH,
            HEIGHT,
            s -> {
              for (int i = 0; i < 9; i++) {
                double y1 = 190 + 170 * Math.pow(i / 9.0, 1.7);
                double y2 = 190 + 170 * Math.pow((i + 1) / 9.0, 1.7);
                Forms.fill(
                    s,
                    i % 2 == 0 ? rgb(0x4b9a3c) : rgb(0x3d8632),
                    Forms.box(0, y1, WIDTH, y2 - y1 + 1, 0));
              }
            })
        .mottled(6, 3, 5, 0.4)
        .draw(g);
    Color chalk = rgb(0xf4f8ee, 0.85);
    Forms.fill(g, chalk, Forms.box(0, 234, WIDTH, 3, 0));
    Forms.fill(g, chalk, Forms.polygon(150, 236, 154, 236, 60, 290, 54, 290));
    Forms.fill(g, chalk, Forms.polygon(606, 236, 610, 236, 700, 290, 694, 290));
    Forms.fill(g, chalk, Forms.box(56, 288, 640, 4, 0));
  }
}
