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
import io.kinora.verticles.demo.paint.Water;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;

/** Waves run up a beach under swaying palms. */
final class PalmBeach implements Scene {

  private static final int SEA = 172;

  private final Layer bay = Layer.opaque(PalmBeach::bay);
  private final Layer sand = Layer.clear(WIDTH, HEIGHT, PalmBeach::sand).mottled(6, 7, 3, 0.2);
  private final Layer back = crown(true);
  private final Layer front = crown(false);
  private final Layer puff = Clouds.cumulus(33, 260, 90, rgb(0xffffff), rgb(0xb4cadc));

  @Override
  public void paint(Graphics2D g, double t) {
    bay.draw(g);
    puff.draw(g, 330 + t * 4, 66);
    Water.ripples(g, 3, 90, SEA, 280, rgb(0xe8fffb, 0.45), t);
    Water.ripples(g, 5, 60, SEA, 280, rgb(0x0c6a84, 0.3), t);
    Water.glitter(g, 7, 470, SEA, 250, 70, rgb(0xffffff, 0.7), t);
    sand.draw(g);
    for (int i = 0; i < 3; i++) {
      wave(g, Motion.loop(t, 4.5, i / 3.0 + 0.1), i);
    }
    palm(g, 92, 330, 250, 66, t, 0.1);
    palm(g, 34, 348, 196, 30, t, 0.5);
    palm(g, 604, 352, 236, -54, t, 0.3);
  }

  /** Rolls in, thins out on the sand and runs back. */
  private static void wave(Graphics2D g, double share, int seed) {
    double reach = Motion.ease(0, 0.62, share) - 0.35 * Motion.ease(0.66, 1, share);
    double fade = Math.min(1, share * 5) * (1 - Motion.ease(0.7, 1, share));
    double[] edge = new double[2 * 22];
    for (int i = 0; i < 22; i++) {
      double x = -30 + i * 33.5;
      edge[2 * i] = x;
      edge[2 * i + 1] =
          236
              + 66 * reach
              + shore(x)
              + 5 * Math.sin(x * 0.021 + seed * 2)
              + 3 * Math.sin(x * 0.053 + seed);
    }
    Path2D water = Forms.curve(edge);
    water.lineTo(680, 220 + shore(680));
    water.lineTo(-40, 220 + shore(-40));
    water.closePath();
    Forms.fill(g, Forms.down(226, rgb(0x4fd0cc, 0), 310, rgb(0xa8f0e6, 0.5 * fade)), water);
    Forms.line(g, rgb(0xffffff, 0.5 * fade), 8, Forms.curve(edge));
    Forms.line(g, rgb(0xffffff, 0.95 * fade), 3.4, Forms.curve(edge));
  }

  private static double shore(double x) {
    return 24 * Math.sin(x * 0.0052 + 0.4) - 10;
  }

  private void palm(
      Graphics2D g, double x, double base, double tall, double lean, double t, double phase) {
    double sway = 5 * Motion.swing(t, 3.6, phase);
    double tx = x + lean + sway;
    double ty = base - tall;
    Path2D trunk =
        Forms.curve(
            x,
            base,
            x + lean * 0.2,
            base - tall * 0.4,
            x + lean * 0.6 + sway * 0.4,
            base - tall * 0.75,
            tx,
            ty);
    Forms.line(g, rgb(0x4f3a26), 13, trunk);
    Forms.line(g, rgb(0x8d6c46), 9, trunk);
    Forms.line(g, rgb(0xb89466, 0.8), 3, trunk);
    double size = tall / 250;
    back.stamp(g, tx, ty, size, 0.05 * Motion.swing(t, 1.9, phase), 1);
    for (int i = 0; i < 3; i++) {
      Light.ball(g, tx - 8 + i * 8, ty + 8, 6, rgb(0x6a4a2a));
    }
    front.stamp(g, tx, ty, size, 0.06 * Motion.swing(t, 2.3, phase + 0.3), 1);
  }

  /** Half of a palm's crown, seen from the beach: the fronds behind or those in front. */
  private static Layer crown(boolean behind) {
    return Layer.clear(
        320,
        320,
        g -> {
          for (int i = 0; i < 8; i++) {
            double spread = (i + 0.5) / 8 * 2 - 1;
            double lift = behind ? 96 - 46 * spread * spread : 54 - 18 * spread * spread;
            double drop = (behind ? -30 : 34) + 62 * spread * spread + 9 * (i % 3);
            double shade = (behind ? 0.62 : 0.86) + 0.1 * (i * 5 % 4);
            frond(g, 160 + 132 * spread, 160 + drop, lift, Tint.lit(rgb(0x35903c), shade));
          }
        });
  }

  private static void frond(Graphics2D g, double ex, double ey, double lift, Color leaf) {
    double mx = (160 + ex) / 2;
    double my = Math.min(160, ey) - lift * 0.55;
    double side = Math.signum(ex - 160);
    for (double s = 0.1; s <= 1; s += 0.035) {
      double px = (1 - s) * (1 - s) * 160 + 2 * s * (1 - s) * mx + s * s * ex;
      double py = (1 - s) * (1 - s) * 160 + 2 * s * (1 - s) * my + s * s * ey;
      double blade = 27 * Math.sin(Math.PI * (0.12 + 0.86 * s));
      Forms.line(
          g,
          leaf,
          2.2,
          Forms.curve(px, py, px + side * 5, py + blade * 0.5, px + side * 7, py + blade));
      Forms.line(g, Tint.lit(leaf, 1.28), 2, px, py, px + side * blade * 0.62, py - blade * 0.22);
    }
    Path2D rib = new Path2D.Double();
    rib.moveTo(160, 160);
    rib.quadTo(mx, my, ex, ey);
    Forms.line(g, Tint.lit(leaf, 1.5), 2, rib);
  }

  private static void bay(Graphics2D g) {
    Sky.gradient(g, SEA, rgb(0x2f8fd8), rgb(0x7cc4ee), rgb(0xdff3f4));
    Light.glow(g, 470, 44, 150, rgb(0xfffbe0));
    Clouds.sheet(35, WIDTH, 120, 0.42, 4, rgb(0xffffff), rgb(0xd4e4ee)).draw(g, 0, 46, 0.8);
    Hills.rolling(7, WIDTH, 40, 30, 110, rgb(0x5f9a8a), rgb(0x7fb0a0)).draw(g, -60, SEA - 33);
    Layer.clear(
            WIDTH,
            200,
            s ->
                Forms.fill(
                    s,
                    Forms.down(0, rgb(0x1b86b4), 116, rgb(0x84e4d8)),
                    Forms.box(0, 0, WIDTH, 200, 0)))
        .mottled(9, 70, 5, 0.2)
        .draw(g, 0, SEA);
  }

  private static void sand(Graphics2D g) {
    double[] edge = new double[2 * 24];
    for (int i = 0; i < 24; i++) {
      double x = -40 + i * 32;
      edge[2 * i] = x;
      edge[2 * i + 1] = 266 + shore(x);
    }
    Path2D beach = Forms.curve(edge);
    beach.lineTo(700, 380);
    beach.lineTo(-40, 380);
    beach.closePath();
    Forms.fill(g, Forms.down(250, rgb(0xd9bd86), 300, rgb(0xf6e4b8)), beach);
    Forms.fill(g, Forms.down(300, rgb(0xf6e4b8, 0), HEIGHT, rgb(0xdcbc82)), beach);
    Forms.fill(g, rgb(0x8a6f46, 0.25), Forms.oval(150, 346, 120, 14));
    Forms.fill(g, rgb(0x8a6f46, 0.25), Forms.oval(540, 352, 110, 12));
    for (int i = 0; i < 5; i++) {
      double a = i * 2 * Math.PI / 5 - 0.4;
      Forms.line(g, rgb(0xe8743a), 7, 400, 334, 400 + 13 * Math.cos(a), 334 + 8 * Math.sin(a));
    }
  }
}
