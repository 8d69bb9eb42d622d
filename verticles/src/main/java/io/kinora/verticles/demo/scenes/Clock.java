package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/** A pendulum clock on a papered wall; an hour passes in a few seconds. */
final class Clock implements Scene {

  private static final double X = 320;
  private static final double Y = 142;
  private static final double R = 96;

  private final Layer wall = Layer.opaque(Clock::wall);
  private final Layer face = Layer.clear(WIDTH, HEIGHT, Clock::face);

  @Override
  public void paint(Graphics2D g, double t) {
    wall.draw(g);
    double swing = 0.2 * Motion.swing(t, 2, 0);
    AffineTransform before = g.getTransform();
    g.rotate(swing, X, Y + 60);
    Forms.fill(
        g,
        Forms.across(X - 3, rgb(0xf6d98a), X + 3, rgb(0x8a5f22)),
        Forms.box(X - 2.5, Y + 60, 5, 112, 2));
    Light.ball(g, X, Y + 172, 21, rgb(0xd9a441));
    Forms.line(g, rgb(0x7a5218, 0.6), 1.4, Forms.disc(X, Y + 172, 14));
    g.setTransform(before);
    face.draw(g);
    double minutes = 9 + t * 6;
    hand(g, Math.PI / 6 * (10 + minutes / 60), 48, 8, rgb(0x1d1a22));
    hand(g, Math.PI / 30 * minutes, 72, 5.5, rgb(0x1d1a22));
    double whole = Math.floor(t * 2);
    double tick = whole + Motion.ease(0, 0.28, t * 2 - whole);
    hand(g, Math.PI / 30 * (20 + tick), 78, 2, rgb(0xb3322c));
    Light.ball(g, X, Y, 5.5, rgb(0xc99a3f));
    Forms.fill(
        g,
        Forms.down(Y - R, rgb(0xffffff, 0.22), Y, rgb(0xffffff, 0)),
        Forms.oval(X - 14, Y - 36, 66, 46));
  }

  private static void hand(Graphics2D g, double angle, double length, double width, Color colour) {
    AffineTransform before = g.getTransform();
    g.translate(X + 2, Y + 3);
    g.rotate(angle);
    Shape blade =
        Forms.polygon(
            -width / 2,
            14,
            -width * 0.7,
            -length * 0.6,
            0,
            -length,
            width * 0.7,
            -length * 0.6,
            width / 2,
            14);
    Forms.fill(g, rgb(0x000000, 0.22), blade);
    g.setTransform(before);
    g.translate(X, Y);
    g.rotate(angle);
    Forms.fill(g, colour, blade);
    g.setTransform(before);
  }

  private static void wall(Graphics2D g) {
    Layer.opaque(
            s -> {
              Forms.fill(
                  s,
                  Forms.across(0, rgb(0x8fa595), WIDTH, rgb(0x4c6460)),
                  Forms.box(0, 0, WIDTH, HEIGHT, 0));
              for (int x = 0; x < WIDTH; x += 40) {
                Forms.fill(s, rgb(0xe8f0d8, 0.1), Forms.box(x, 0, 20, HEIGHT, 0));
                for (int y = (x / 40 % 2) * 26 + 6; y < HEIGHT; y += 52) {
                  for (int petal = 0; petal < 6; petal++) {
                    double a = petal * Math.PI / 3;
                    Forms.fill(
                        s,
                        rgb(0xf2e8c8, 0.22),
                        Forms.disc(x + 10 + 5 * Math.cos(a), y + 5 * Math.sin(a), 3.4));
                  }
                }
              }
            })
        .mottled(3, 40, 40, 0.16)
        .draw(g);
    Light.glow(g, 120, 60, 420, rgb(0xfff0c8, 0.4));
    Layer.clear(
            WIDTH,
            HEIGHT,
            s -> Forms.fill(s, rgb(0x101a18, 0.55), Forms.box(X - 96, 28, 224, 322, 40)))
        .blurred(9)
        .draw(g);
    Layer.clear(
            WIDTH,
            HEIGHT,
            s -> {
              Forms.fill(
                  s,
                  Forms.across(X - 112, rgb(0x8a4f28), X + 112, rgb(0x53290f)),
                  Forms.round(
                      X, 12, X + 60, 22, X + 108, 66, X + 116, 150, X + 92, 240, X + 84, 334, X,
                      344, X - 84, 334, X - 92, 240, X - 116, 150, X - 108, 66, X - 60, 22));
            })
        .mottled(11, 60, 3, 0.42)
        .draw(g);
    Forms.line(
        g,
        rgb(0xd29a5e, 0.5),
        2,
        Forms.round(
            X, 17, X + 57, 27, X + 103, 68, X + 110, 150, X + 87, 240, X + 79, 329, X, 338, X - 79,
            329, X - 87, 240, X - 110, 150, X - 103, 68, X - 57, 27));
    Forms.fill(
        g,
        Forms.down(232, rgb(0x1c120c), 332, rgb(0x3b2415)),
        Forms.box(X - 66, 226, 132, 104, 14));
    Forms.line(g, rgb(0xc79a52), 2, Forms.box(X - 66, 226, 132, 104, 14));
  }

  private static void face(Graphics2D g) {
    Light.ball(g, X, Y, R + 9, rgb(0xd2a24a));
    Forms.fill(g, rgb(0x6b4718), Forms.disc(X, Y, R + 2));
    Forms.fill(g, Forms.down(Y - R, rgb(0xe4dcc6), Y + R, rgb(0xfdf8ea)), Forms.disc(X, Y, R));
    for (int minute = 0; minute < 60; minute++) {
      double a = Math.PI / 30 * minute;
      boolean hour = minute % 5 == 0;
      double inner = hour ? R - 13 : R - 7;
      Forms.line(
          g,
          rgb(0x2a2630),
          hour ? 3 : 1.1,
          X + inner * Math.sin(a),
          Y - inner * Math.cos(a),
          X + (R - 4) * Math.sin(a),
          Y - (R - 4) * Math.cos(a));
    }
    String[] roman = {"XII", "I", "II", "III", "IIII", "V", "VI", "VII", "VIII", "IX", "X", "XI"};
    for (int hour = 0; hour < 12; hour++) {
      AffineTransform before = g.getTransform();
      g.rotate(Math.PI / 6 * hour, X, Y);
      numeral(g, roman[hour], X, Y - R + 26);
      g.setTransform(before);
    }
  }

  /** Roman numerals are strokes, so the clock needs no font. */
  private static void numeral(Graphics2D g, String roman, double x, double y) {
    double width = 0;
    for (char c : roman.toCharArray()) {
      width += c == 'I' ? 5 : 10;
    }
    double at = x - width / 2;
    for (char c : roman.toCharArray()) {
      double w = c == 'I' ? 5 : 10;
      double mid = at + w / 2;
      switch (c) {
        case 'I' -> Forms.line(g, rgb(0x2a2630), 2.2, mid, y - 7, mid, y + 7);
        case 'V' -> {
          Forms.line(g, rgb(0x2a2630), 2.4, at + 1.5, y - 7, mid, y + 7);
          Forms.line(g, rgb(0x2a2630), 1.2, at + w - 1.5, y - 7, mid, y + 7);
        }
        default -> {
          Forms.line(g, rgb(0x2a2630), 2.4, at + 1.5, y - 7, at + w - 1.5, y + 7);
          Forms.line(g, rgb(0x2a2630), 1.2, at + w - 1.5, y - 7, at + 1.5, y + 7);
        }
      }
      at += w;
    }
  }
}
