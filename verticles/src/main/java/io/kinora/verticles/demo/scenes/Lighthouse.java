package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Clouds;
import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Sky;
import io.kinora.verticles.demo.paint.Tint;
import io.kinora.verticles.demo.paint.Water;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;

/** A lighthouse on its cliff at dusk, its beam going round over the sea. */
final class Lighthouse implements Scene {

  private static final int SEA = 236;
  private static final double LAMP_X = 474;
  private static final double LAMP_Y = 84;

  private final Layer air = Layer.opaque(Lighthouse::air);
  private final Layer cliff = Layer.clear(WIDTH, HEIGHT, Lighthouse::cliff).mottled(5, 26, 9, 0.75);
  private final Layer tower = Layer.clear(WIDTH, HEIGHT, Lighthouse::tower);
  private final Layer flare = Light.lamp(80, rgb(0xfff3c4));

  @Override
  public void paint(Graphics2D g, double t) {
    air.draw(g);
    Water.mirror(g, air, SEA, t);
    Forms.fill(
        g,
        Forms.down(SEA, rgb(0x27305c, 0.25), HEIGHT, rgb(0x0b1430, 0.9)),
        Forms.box(0, SEA, WIDTH, HEIGHT - SEA, 0));
    Water.ripples(g, 3, 130, SEA, HEIGHT, rgb(0xffb489, 0.3), t);
    Water.ripples(g, 4, 110, SEA, HEIGHT, rgb(0x0a1230, 0.35), t * 0.8);
    Sky.twinkle(g, 8, 12, 110, t);
    double turn = 2 * Math.PI * t / 5 + 0.5;
    beam(g, turn);
    beam(g, turn + Math.PI);
    cliff.draw(g);
    tower.draw(g);
    double towardsUs = Math.max(0, Math.max(Math.sin(turn), Math.sin(turn + Math.PI)));
    flare.stamp(g, LAMP_X, LAMP_Y, 0.35 + 1.3 * Math.pow(towardsUs, 6), 0, 1);
  }

  private static void beam(Graphics2D g, double turn) {
    double reach = 620 * Math.cos(turn);
    double spread = 34 + 26 * Math.max(0, Math.sin(turn));
    double endX = LAMP_X + reach;
    double endY = LAMP_Y + 26 * Math.sin(turn);
    Color bright = rgb(0xfff0bd, 0.62 * Math.min(1, Math.abs(reach) / 120));
    if (Math.abs(reach) < 4) {
      return;
    }
    for (double width = 1; width > 0.3; width -= 0.3) {
      Forms.fill(
          g,
          Forms.across(LAMP_X, Tint.fade(bright, 0.5), endX, Tint.fade(bright, 0)),
          Forms.polygon(
              LAMP_X,
              LAMP_Y - 3,
              endX,
              endY - spread * width,
              endX,
              endY + spread * width,
              LAMP_X,
              LAMP_Y + 3));
    }
  }

  private static void air(Graphics2D g) {
    Sky.gradient(g, SEA, rgb(0x141d4a), rgb(0x36386f), rgb(0x8a5580), rgb(0xe5826f), rgb(0xffc283));
    Sky.stars(g, 21, 120, 130);
    Light.glow(g, 150, SEA, 230, rgb(0xffd28a, 0.75));
    Clouds.sheet(12, WIDTH, 150, 0.5, 4.5, rgb(0xff9f86), rgb(0x54406f)).draw(g, 0, 70, 0.85);
  }

  private static void cliff(Graphics2D g) {
    Forms.fill(
        g,
        Forms.down(190, rgb(0x4b4a45), HEIGHT, rgb(0x14151d)),
        Forms.round(
            340, 380, 356, 318, 392, 286, 400, 262, 424, 244, 440, 224, 480, 214, 560, 212, 620,
            204, 680, 210, 700, 400));
    Forms.fill(
        g,
        Forms.down(200, rgb(0x6c7a45), 246, rgb(0x303a2a)),
        Forms.round(
            424, 236, 440, 219, 480, 210, 560, 207, 620, 199, 690, 204, 690, 224, 600, 226, 520,
            228, 460, 234));
  }

  private static void tower(Graphics2D g) {
    Shape body = Forms.polygon(454, 216, 461, 100, 487, 100, 494, 216);
    Forms.fill(g, Forms.across(454, rgb(0xfff2e2), 494, rgb(0x7f7a90)), body);
    Shape whole = g.getClip();
    g.clip(body);
    for (double y = 122; y < 216; y += 46) {
      Forms.fill(
          g, Forms.across(454, rgb(0xd8473b), 494, rgb(0x6b1f2a)), Forms.box(440, y, 70, 23, 0));
    }
    g.setClip(whole);
    Forms.fill(g, rgb(0x2a2633), Forms.box(469, 196, 11, 20, 6));
    Forms.fill(g, rgb(0xffd98a), Forms.box(471, 150, 6, 9, 3));
    Forms.fill(g, rgb(0x2b2a36), Forms.box(453, 97, 42, 5, 2));
    Forms.fill(g, rgb(0xffedb0), Forms.box(464, 74, 20, 23, 2));
    for (double x = 464; x <= 484; x += 6.6) {
      Forms.line(g, rgb(0x3a3540), 1, x, 74, x, 97);
    }
    for (double x = 455; x <= 493; x += 5.4) {
      Forms.line(g, rgb(0x2b2a36), 1, x, 89, x, 97);
    }
    Forms.line(g, rgb(0x2b2a36), 1.2, 454, 89, 494, 89);
    Forms.fill(
        g,
        Forms.across(460, rgb(0xc9433a), 488, rgb(0x5c1d28)),
        Forms.round(460, 75, 464, 66, 474, 60, 484, 66, 488, 75));
    Forms.line(g, rgb(0x3a3540), 1.6, 474, 52, 474, 62);
    Forms.fill(
        g,
        Forms.across(500, rgb(0xf3e3d3), 552, rgb(0x8d8494)),
        Forms.polygon(504, 214, 504, 192, 550, 192, 550, 214));
    Forms.fill(
        g,
        Forms.down(176, rgb(0xb04a3d), 194, rgb(0x6d2a2d)),
        Forms.polygon(498, 194, 510, 177, 544, 177, 556, 194));
    Forms.fill(g, rgb(0xffdf94), Forms.box(514, 198, 8, 9, 1));
    Forms.fill(g, rgb(0xffdf94), Forms.box(532, 198, 8, 9, 1));
  }
}
