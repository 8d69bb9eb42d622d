package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Clouds;
import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Hills;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Sky;
import io.kinora.verticles.demo.paint.Trees;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;

/** Hot-air balloons drifting over hills on a clear morning. */
final class Balloons implements Scene {

  private final Layer sky =
      Layer.opaque(
          g -> {
            Sky.gradient(g, 300, rgb(0x4d93d6), rgb(0x86bfe8), rgb(0xc9e3ee), rgb(0xffe7c4));
            Light.glow(g, 90, 250, 260, rgb(0xfff0c0, 0.9));
          });
  private final Layer high = Clouds.sheet(41, 800, 150, 0.46, 3.4, rgb(0xffffff), rgb(0xb9cbdc));
  private final Layer heap = Clouds.cumulus(6, 230, 110, rgb(0xffffff), rgb(0xa9bdd4));
  private final Layer far = Hills.rolling(2, 900, 110, 44, 130, rgb(0x8fb0b5), rgb(0x9dbb94));
  private final Layer near = Hills.rolling(9, 1100, 120, 50, 170, rgb(0x7f9f4c), rgb(0x4c7136));
  private final Layer wood =
      Layer.clear(WIDTH, 70, g -> Trees.wood(g, 4, -20, 660, 62, 30, rgb(0x2f5a2c)));
  private final Layer[] balloons = {
    balloon(90, rgb(0xe2483d), rgb(0xffc94a), rgb(0xf6f1e4)),
    balloon(58, rgb(0x2a6db0), rgb(0xf4f4ec), rgb(0x7cc4e4)),
    balloon(42, rgb(0x8a4aa0), rgb(0xf08fb0), rgb(0xffe08a)),
    balloon(30, rgb(0x2f8f6b), rgb(0xf6e27a), rgb(0xe86f4a)),
    balloon(22, rgb(0xe8743a), rgb(0xfff0d0), rgb(0xc63b3b))
  };

  @Override
  public void paint(Graphics2D g, double t) {
    sky.draw(g);
    high.scroll(g, t * 5, 0);
    heap.draw(g, 410 - t * 6, 110);
    balloons[4].stamp(g, 560 - t * 3, 150 - t * 3, 1, 0, 1);
    balloons[3].stamp(g, 96 + t * 3, 178 - t * 5, 1, 0.01 * Motion.swing(t, 3, 0.2), 1);
    far.scroll(g, 30 + t * 4, 222);
    balloons[2].stamp(g, 300 + t * 4, 200 - t * 9, 1, 0.02 * Motion.swing(t, 4, 0.5), 1);
    near.scroll(g, 60 + t * 9, 262);
    wood.draw(g, 0, 300);
    balloons[1].stamp(
        g, 500 - t * 5, 168 + 4 * Motion.swing(t, 5, 0), 1, 0.02 * Motion.swing(t, 5, 0), 1);
    balloons[0].stamp(g, 208 + t * 7, 168 - t * 5, 1, 0.025 * Motion.swing(t, 5, 0.3), 1);
    if (Motion.loop(t, 1.7, 0) < 0.4) {
      Light.glow(g, 208 + t * 7, 226 - t * 5, 26, rgb(0xffb347, 0.9));
    }
  }

  private static Layer balloon(double r, Color a, Color b, Color c) {
    int w = (int) (r * 2.4);
    int h = (int) (r * 3.6);
    return Layer.clear(w, h, g -> balloon(g, w / 2.0, r * 1.15, r, new Color[] {a, b, a, c}));
  }

  private static void balloon(Graphics2D g, double x, double y, double r, Color[] gores) {
    Shape envelope =
        Forms.round(
            x,
            y - r,
            x + r * 0.72,
            y - r * 0.72,
            x + r,
            y,
            x + r * 0.74,
            y + r * 0.66,
            x + r * 0.24,
            y + r * 1.22,
            x - r * 0.24,
            y + r * 1.22,
            x - r * 0.74,
            y + r * 0.66,
            x - r,
            y,
            x - r * 0.72,
            y - r * 0.72);
    Shape before = g.getClip();
    g.clip(envelope);
    for (int i = 11; i >= 0; i--) {
      double reach = r * 1.04 * Math.sin((i + 0.5) / 12 * Math.PI / 2);
      Forms.fill(g, gores[i % 4], Forms.oval(x, y + r * 0.1, reach, r * 1.35));
    }
    Forms.fill(g, Forms.across(x - r, rgb(0xffffff, 0.32), x, rgb(0xffffff, 0)), envelope);
    Forms.fill(g, Forms.across(x - r * 0.1, rgb(0x20103a, 0), x + r, rgb(0x20103a, 0.5)), envelope);
    Forms.fill(
        g, Forms.down(y + r * 0.2, rgb(0x20103a, 0), y + r * 1.3, rgb(0x20103a, 0.4)), envelope);
    g.setClip(before);
    for (double side : new double[] {-0.2, -0.07, 0.07, 0.2}) {
      Forms.line(
          g,
          rgb(0x4a3a2a),
          r * 0.014 + 0.3,
          x + side * r * 1.05,
          y + r * 1.2,
          x + side * r * 0.9,
          y + r * 1.62);
    }
    Forms.fill(
        g,
        Forms.across(x - r * 0.2, rgb(0xa9743c), x + r * 0.2, rgb(0x5e3a1c)),
        Forms.box(x - r * 0.2, y + r * 1.58, r * 0.4, r * 0.3, r * 0.1));
    Forms.line(g, rgb(0x7d4f27), r * 0.05, x - r * 0.2, y + r * 1.6, x + r * 0.2, y + r * 1.6);
  }
}
