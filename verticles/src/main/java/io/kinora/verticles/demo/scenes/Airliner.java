package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Clouds;
import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Sky;
import java.awt.Graphics2D;
import java.awt.Shape;

/** An airliner crosses a sea of clouds. */
final class Airliner implements Scene {

  private final Layer sky =
      Layer.opaque(
          g -> {
            Sky.gradient(g, 330, rgb(0x1f5aa8), rgb(0x4f94d4), rgb(0x9fcbea), rgb(0xf3e6d4));
            Light.glow(g, 110, 70, 200, rgb(0xfffbe4, 0.9));
          });
  private final Layer cirrus = Clouds.sheet(51, 900, 140, 0.4, 6, rgb(0xffffff), rgb(0xd8e6f2));
  private final Layer far = Clouds.sheet(52, 900, 190, 0.86, 2.6, rgb(0xffffff), rgb(0x9fb4cc));
  private final Layer near = Clouds.sheet(53, 1100, 230, 0.8, 1.9, rgb(0xffffff), rgb(0x8ea6c2));
  private final Layer plane = Layer.clear(480, 200, Airliner::plane);
  private final Layer wisp = Clouds.sheet(54, 900, 150, 0.5, 4, rgb(0xffffff), rgb(0xdce8f4));

  @Override
  public void paint(Graphics2D g, double t) {
    sky.draw(g);
    cirrus.scroll(g, t * 10, 20);
    far.scroll(g, Math.rint(t * 40), 190);
    plane.stamp(
        g,
        300 + 10 * t,
        164 - 3 * t + 5 * Motion.swing(t, 3.4, 0),
        1.12,
        -0.045 + 0.012 * Motion.swing(t, 4, 0.2),
        1);
    near.scroll(g, Math.rint(t * 120), 222);
    wisp.scroll(g, Math.rint(240 + t * 330), Math.rint(150 + 10 * Math.sin(t)));
  }

  private static void plane(Graphics2D g) {
    Forms.fill(
        g,
        Forms.down(70, rgb(0x9aa6b4), 100, rgb(0x66727f)),
        Forms.polygon(214, 92, 270, 92, 214, 56, 196, 54));
    Shape fin = Forms.polygon(30, 92, 20, 24, 46, 24, 98, 82);
    Forms.fill(g, Forms.down(24, rgb(0x1c57a8), 92, rgb(0x12356c)), fin);
    Forms.fill(g, rgb(0xf0b83a), Forms.polygon(24, 50, 66, 50, 76, 60, 26, 62));
    Shape hull =
        Forms.round(
            24, 92, 60, 82, 130, 76, 280, 74, 380, 76, 420, 82, 446, 94, 452, 103, 436, 113, 392,
            121, 280, 126, 150, 124, 90, 114);
    Forms.fill(g, Forms.down(74, rgb(0xffffff), 126, rgb(0x8793a2)), hull);
    Shape before = g.getClip();
    g.clip(hull);
    Forms.fill(
        g,
        Forms.down(108, rgb(0x1f5cae), 128, rgb(0x0f2f5f)),
        Forms.round(20, 112, 200, 110, 470, 112, 470, 140, 20, 140));
    Forms.fill(
        g, Forms.down(74, rgb(0xffffff, 0.9), 86, rgb(0xffffff, 0)), Forms.box(0, 74, 480, 14, 0));
    g.setClip(before);
    for (int i = 0; i < 27; i++) {
      Forms.fill(g, rgb(0x33455c), Forms.box(112 + i * 10.4, 92, 5.2, 7, 3));
    }
    Forms.fill(
        g,
        Forms.down(84, rgb(0x24354a), 96, rgb(0x5f7a94)),
        Forms.polygon(417, 86, 432, 91, 440, 96, 420, 96));
    for (double x : new double[] {102, 404}) {
      Forms.line(g, rgb(0x8d98a6), 1, Forms.box(x - 6, 87, 9, 24, 3));
    }
    Forms.fill(
        g,
        Forms.down(96, rgb(0xc9d2dc), 112, rgb(0x717d8b)),
        Forms.polygon(26, 100, 92, 100, 50, 116, 14, 118));
    Forms.fill(g, rgb(0x2a3440, 0.35), Forms.round(190, 118, 300, 112, 310, 122, 220, 130));
    Forms.fill(
        g,
        Forms.across(120, rgb(0x76828f), 300, rgb(0xdfe5eb)),
        Forms.polygon(300, 108, 236, 108, 116, 172, 104, 182, 138, 178, 262, 126));
    Forms.fill(g, rgb(0x1c57a8), Forms.polygon(104, 182, 98, 160, 110, 158, 128, 174));
    Forms.fill(
        g,
        Forms.down(124, rgb(0xe9eef3), 150, rgb(0x4f5b68)),
        Forms.round(196, 136, 226, 126, 262, 128, 266, 140, 240, 152, 204, 148));
    Forms.fill(g, rgb(0x27313c), Forms.oval(263, 137, 4, 9));
  }
}
