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
import io.kinora.verticles.demo.paint.Trees;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.Random;

/** A traffic light at a zebra crossing goes through its phases; a car waits, then drives on. */
final class TrafficLight implements Scene {

  private final Layer street = Layer.opaque(TrafficLight::street);
  private final Layer post = Layer.clear(WIDTH, HEIGHT, TrafficLight::post);
  private final Layer red = Light.lamp(74, rgb(0xff3a2a));
  private final Layer amber = Light.lamp(74, rgb(0xffb52a));
  private final Layer green = Light.lamp(74, rgb(0x3dff7a));

  @Override
  public void paint(Graphics2D g, double t) {
    street.draw(g);
    double gone = 340 * Math.pow(Math.max(0, t - 2.7), 2) / 2;
    car(g, 262 - gone * 0.9 + Motion.swing(t, 0.2, 0) * (gone > 0 ? 0 : 0.25));
    post.draw(g);
    lens(g, 92, rgb(0xff4030), red, t < 2.4);
    lens(g, 152, rgb(0xffb52a), amber, (t > 1.7 && t < 2.4) || t > 4.6);
    lens(g, 212, rgb(0x35e070), green, t >= 2.4 && t <= 4.6);
  }

  private static void lens(Graphics2D g, double y, Color colour, Layer shine, boolean on) {
    Forms.fill(g, rgb(0x08090b), Forms.disc(474, y, 25));
    Light.ball(g, 474, y, 22, on ? Tint.mix(colour, Color.WHITE, 0.25) : Tint.lit(colour, 0.24));
    for (int i = -2; i <= 2; i++) {
      Forms.line(g, rgb(0x000000, 0.12), 1, 456, y + i * 8, 492, y + i * 8);
    }
    if (on) {
      shine.stamp(g, 474, y, 1, 0, 0.75);
    }
    Forms.fill(
        g,
        Forms.down(y - 30, rgb(0x2a2e33), y - 8, rgb(0x101214)),
        Forms.polygon(
            446, y - 6, 449, y - 27, 474, y - 33, 499, y - 27, 502, y - 6, 494, y - 15, 474, y - 23,
            454, y - 15));
  }

  private static void car(Graphics2D g, double x) {
    if (x < -240) {
      return;
    }
    AffineTransform before = g.getTransform();
    g.translate(x, 268);
    Forms.fill(g, rgb(0x0c0e14, 0.4), Forms.oval(0, 43, 118, 9));
    Forms.fill(
        g,
        Forms.down(-46, rgb(0x5fb4d8), 36, rgb(0x1c4f74)),
        Forms.round(
            -112, 34, -116, 8, -96, -6, -62, -12, -34, -42, 34, -44, 66, -12, 104, -4, 112, 14, 110,
            36));
    Forms.fill(
        g,
        Forms.down(-38, rgb(0xdff2fa), -8, rgb(0x6f98ae)),
        Forms.polygon(-52, -10, -30, -36, -4, -37, -4, -10));
    Forms.fill(
        g,
        Forms.down(-38, rgb(0xdff2fa), -8, rgb(0x6f98ae)),
        Forms.polygon(4, -10, 4, -37, 32, -37, 55, -10));
    Forms.line(g, rgb(0x123850, 0.5), 1.4, 0, -38, 2, 30);
    Forms.line(g, rgb(0xffffff, 0.35), 2, Forms.curve(-104, 2, -60, -7, 60, -8, 100, 1));
    for (double wheel : new double[] {-68, 66}) {
      Forms.fill(g, rgb(0x14161a), Forms.disc(wheel, 34, 21));
      AffineTransform hub = g.getTransform();
      g.rotate(x / 21, wheel, 34);
      Forms.fill(g, rgb(0xb9c0c6), Forms.disc(wheel, 34, 12));
      for (int i = 0; i < 5; i++) {
        Forms.line(
            g,
            rgb(0x4a5258),
            2.4,
            wheel,
            34,
            wheel + 11 * Math.cos(i * 1.2566),
            34 + 11 * Math.sin(i * 1.2566));
      }
      g.setTransform(hub);
    }
    Forms.fill(g, rgb(0xfff3c8), Forms.oval(-109, 8, 5, 7));
    Forms.fill(g, rgb(0xd8342c), Forms.oval(108, 8, 4, 8));
    g.setTransform(before);
  }

  private static void street(Graphics2D g) {
    Sky.gradient(g, 210, rgb(0x7fa9d4), rgb(0xb6cfe2), rgb(0xf6e2c6));
    Clouds.sheet(15, WIDTH, 150, 0.55, 2.2, rgb(0xffffff), rgb(0xb8c2d2)).draw(g, 0, -10);
    Random random = new Random(5);
    Layer.clear(
            WIDTH,
            HEIGHT,
            s -> {
              Color[] walls = {
                rgb(0xc98f6b), rgb(0xd9c59a), rgb(0xa9786b), rgb(0x94a3a0), rgb(0xd3a58a)
              };
              for (int i = 0, x = -20; x < WIDTH; i++) {
                int w = 84 + random.nextInt(44);
                double roof = 66 + random.nextInt(52);
                Forms.fill(
                    s,
                    Forms.down(roof, walls[i % 5], 240, Tint.lit(walls[i % 5], 0.8)),
                    Forms.box(x, roof, w, 190, 0));
                Forms.fill(s, Tint.lit(walls[i % 5], 0.6), Forms.box(x - 2, roof - 5, w + 4, 8, 2));
                for (double wy = roof + 16; wy < 200; wy += 34) {
                  for (double wx = x + 12; wx < x + w - 18; wx += 26) {
                    Forms.fill(s, rgb(0xf3ead6), Forms.box(wx - 2, wy - 2, 17, 24, 1));
                    Forms.fill(
                        s,
                        Forms.down(wy, rgb(0x54708a), wy + 20, rgb(0x93b0c0)),
                        Forms.box(wx, wy, 13, 20, 0));
                  }
                }
                Forms.fill(s, rgb(0x3d4a4c), Forms.box(x + 8, 206, w - 16, 32, 2));
                Forms.fill(
                    s,
                    new Color[] {rgb(0xb8483f), rgb(0x3f7a5a), rgb(0xd09a3a)}[i % 3],
                    Forms.polygon(x + 4, 208, x + 10, 196, x + w - 10, 196, x + w - 4, 208));
                x += w;
              }
            })
        .mottled(8, 18, 8, 0.22)
        .blurred(1)
        .draw(g);
    Layer.clear(
            WIDTH,
            HEIGHT,
            s -> {
              Forms.fill(s, rgb(0xa9a59b), Forms.box(0, 236, WIDTH, 20, 0));
              Forms.fill(
                  s,
                  Forms.down(254, rgb(0x6d6f74), HEIGHT, rgb(0x45474d)),
                  Forms.box(0, 254, WIDTH, 110, 0));
            })
        .mottled(4, 5, 3, 0.25)
        .draw(g);
    for (int i = 0; i < 7; i++) {
      double x = 20 + i * 14;
      Forms.fill(
          g,
          rgb(0xf2efe6, 0.9),
          Forms.polygon(
              x - 20 + i * 3,
              268 + i * 13,
              x + 76,
              268 + i * 13,
              x + 72,
              275 + i * 13,
              x - 26 + i * 3,
              275 + i * 13));
    }
    Trees.leafy(g, 3, 590, 250, 150, rgb(0x5a4430), rgb(0x5f8a3c), rgb(0x74a04a), rgb(0x4a7434));
  }

  private static void post(Graphics2D g) {
    Forms.fill(
        g, Forms.across(466, rgb(0x8c939a), 482, rgb(0x3c4148)), Forms.box(467, 236, 14, 130, 0));
    Forms.fill(
        g, Forms.across(436, rgb(0x3a3f45), 512, rgb(0x15171a)), Forms.box(438, 52, 72, 198, 20));
    Forms.line(g, rgb(0x6c747c), 1.4, Forms.box(440, 54, 68, 194, 18));
  }
}
