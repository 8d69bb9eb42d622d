package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Tint;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;

/** A desk globe turns on its brass stand. */
final class Globe implements Scene {

  private static final int R = 122;
  private static final double X = 320;
  private static final double Y = 156;
  private static final double TILT = Math.toRadians(20);

  private final Layer study = Layer.opaque(Globe::study);
  private final Layer shine = Layer.clear(WIDTH, HEIGHT, Globe::shine);
  private final int[] world = WorldMap.pixels();
  private final BufferedImage ball =
      new BufferedImage(2 * R, 2 * R, BufferedImage.TYPE_INT_ARGB_PRE);

  @Override
  public void paint(Graphics2D g, double t) {
    study.draw(g);
    turn(-t * 0.75 + 0.2);
    g.drawImage(ball, (int) X - R, (int) Y - R, null);
    shine.draw(g);
  }

  /** Projects the map onto the half of the sphere that faces the viewer. */
  private void turn(double angle) {
    int[] pixels = ((DataBufferInt) ball.getRaster().getDataBuffer()).getData();
    double cos = Math.cos(TILT);
    double sin = Math.sin(TILT);
    for (int py = 0, i = 0; py < 2 * R; py++) {
      for (int px = 0; px < 2 * R; px++, i++) {
        double x = (px + 0.5 - R) / R;
        double y = (py + 0.5 - R) / R;
        double rest = 1 - x * x - y * y;
        if (rest <= 0) {
          pixels[i] = 0;
          continue;
        }
        double z = Math.sqrt(rest);
        double latitude = Math.asin(sin * x - cos * y);
        double longitude = Math.atan2(cos * x + sin * y, z) + angle;
        double light = 0.34 + 0.86 * Math.max(0, -0.42 * x - 0.5 * y + 0.76 * z);
        pixels[i] = Tint.lit(new Color(WorldMap.at(world, longitude, latitude)), light).getRGB();
      }
    }
  }

  private static void study(Graphics2D g) {
    Layer.opaque(
            s -> {
              Forms.fill(s, rgb(0x3a2416), Forms.box(0, 0, WIDTH, HEIGHT, 0));
              Random random = new Random(14);
              int[] spines = {0x7a2f2a, 0x2f4a5c, 0x8a6a34, 0x3f5a3a, 0x5a3a5c, 0xa8854a, 0x29333f};
              for (int shelf = 0; shelf < 3; shelf++) {
                for (double x = 0; x < WIDTH; ) {
                  double w = 9 + random.nextInt(15);
                  double h = 66 + random.nextInt(26);
                  Color spine = rgb(spines[random.nextInt(7)]);
                  Forms.fill(
                      s,
                      Forms.across(x, Tint.lit(spine, 1.2), x + w, Tint.lit(spine, 0.55)),
                      Forms.box(x, 96 + shelf * 104 - h, w - 1, h, 2));
                  Forms.fill(
                      s, rgb(0xe8c884, 0.6), Forms.box(x + 2, 110 + shelf * 104 - h, w - 5, 3, 0));
                  x += w;
                }
                Forms.fill(
                    s,
                    Forms.down(96 + shelf * 104, rgb(0x7a4f2c), 106 + shelf * 104, rgb(0x2a180c)),
                    Forms.box(0, 96 + shelf * 104, WIDTH, 10, 0));
              }
            })
        .blurred(4)
        .draw(g);
    Forms.fill(g, rgb(0x1a0e08, 0.3), Forms.box(0, 0, WIDTH, HEIGHT, 0));
    Light.glow(g, 110, 40, 380, rgb(0xffd79a, 0.55));
    Layer.clear(
            WIDTH,
            HEIGHT,
            s ->
                Forms.fill(
                    s,
                    Forms.down(306, rgb(0xa06a3a), HEIGHT, rgb(0x4a2812)),
                    Forms.box(0, 306, WIDTH, 60, 0)))
        .mottled(6, 110, 2.6, 0.4)
        .draw(g);
    Light.glow(g, 200, 322, 240, rgb(0xffdca4, 0.4));
    Forms.fill(g, rgb(0x160b05, 0.5), Forms.oval(X + 20, 338, 110, 13));
    Forms.fill(
        g, Forms.across(X - 74, rgb(0x8a5a30), X + 74, rgb(0x3a2010)), Forms.oval(X, 333, 76, 13));
    Forms.fill(
        g, Forms.across(X - 74, rgb(0xb07a44), X + 74, rgb(0x54301a)), Forms.oval(X, 328, 70, 11));
    Forms.fill(
        g,
        Forms.across(X - 12, rgb(0xf0cf80), X + 12, rgb(0x6a4818)),
        Forms.round(X - 8, 280, X + 8, 280, X + 6, 296, X + 16, 326, X - 16, 326, X - 6, 296));
  }

  private static void shine(Graphics2D g) {
    Light.glow(g, X - 46, Y - 54, 96, rgb(0xffffff, 0.5));
    AffineTransform before = g.getTransform();
    g.rotate(TILT, X, Y);
    double r = R + 9;
    Shape arc = new Arc2D.Double(X - r, Y - r, 2 * r, 2 * r, -90, 180, Arc2D.OPEN);
    Forms.line(g, rgb(0x5a3a14), 8, arc);
    Forms.line(g, rgb(0xd9ac52), 5.4, arc);
    Forms.line(g, rgb(0xfff0b8, 0.6), 1.4, arc);
    Light.ball(g, X, Y - r, 7, rgb(0xd9ac52));
    Light.ball(g, X, Y + r, 7, rgb(0xd9ac52));
    g.setTransform(before);
  }
}
