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
import io.kinora.verticles.demo.paint.Trees;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/** An old tree loses its golden leaves. */
final class AutumnTree implements Scene {

  private static final Color[] LEAVES = {
    rgb(0xe8892a), rgb(0xf2b53a), rgb(0xcf5a24), rgb(0xb8402a), rgb(0xf6cf5a)
  };

  private final Layer park = Layer.opaque(AutumnTree::park);
  private final Layer tree =
      Layer.clear(WIDTH, HEIGHT, g -> Trees.leafy(g, 4, 250, 318, 330, rgb(0x4a3426), LEAVES));
  private final Layer[] leaf = new Layer[LEAVES.length];

  AutumnTree() {
    for (int i = 0; i < leaf.length; i++) {
      Color colour = LEAVES[i];
      leaf[i] =
          Layer.clear(
              24,
              24,
              g -> {
                Forms.fill(
                    g,
                    Forms.down(2, Tint.lit(colour, 1.1), 22, Tint.lit(colour, 0.7)),
                    Forms.round(12, 1, 18, 8, 17, 16, 12, 20, 7, 16, 6, 8));
                Forms.line(g, Tint.lit(colour, 0.6), 1, 12, 4, 12, 23);
              });
    }
  }

  @Override
  public void paint(Graphics2D g, double t) {
    park.draw(g);
    tree.draw(g, 1.2 * Motion.swing(t, 4, 0), 0);
    Random random = new Random(8);
    for (int i = 0; i < 64; i++) {
      double fall = Motion.loop(t, 4.6 + 3 * random.nextDouble(), random.nextDouble());
      double size = 0.35 + 0.65 * random.nextDouble();
      double x =
          60
              + 400 * random.nextDouble()
              + fall * 190
              + 24 * Motion.swing(t, 1.8, random.nextDouble());
      double y = 70 + 200 * random.nextDouble() * (1 - fall) + fall * 285;
      double fade = Math.min(1, 8 * fall) * Math.min(1, 8 * (1 - fall));
      leaf[i % 5].stamp(g, x, y, size, t * (1 + i % 3) + i, fade);
    }
  }

  private static void park(Graphics2D g) {
    Sky.gradient(g, 270, rgb(0xa9c4d8), rgb(0xdfe0d8), rgb(0xfff0cc));
    Light.glow(g, 520, 110, 280, rgb(0xfff4c8, 0.9));
    Color[] far = {rgb(0xd9a25a), rgb(0xc9823c), rgb(0xa8702f), rgb(0x8a6a34)};
    for (int i = 0; i < 3; i++) {
      Trees.wood(
          g,
          60 + i,
          -20,
          660,
          226 + i * 18,
          56 - i * 6,
          Tint.mix(rgb(0xe8d8b4), far[i], 0.45 + 0.25 * i));
    }
    Forms.fill(
        g,
        Forms.down(150, rgb(0xfff2cc, 0), 262, rgb(0xfff2cc, 0.55)),
        Forms.box(0, 0, WIDTH, HEIGHT, 0));
    Layer.clear(
            WIDTH,
            HEIGHT,
            s ->
                Forms.fill(
                    s,
                    Forms.down(256, rgb(0xa8a04a), HEIGHT, rgb(0x6a5a2a)),
                    Forms.round(-40, 400, -40, 268, 200, 262, 420, 268, 700, 258, 700, 400)))
        .mottled(5, 8, 3, 0.5)
        .draw(g);
    Random random = new Random(3);
    for (int i = 0; i < 1500; i++) {
      double near = random.nextDouble();
      double spread = (random.nextDouble() + random.nextDouble() - 1) * 380;
      Forms.fill(
          g,
          Tint.lit(LEAVES[random.nextInt(5)], 0.65 + 0.4 * random.nextDouble()),
          Forms.oval(260 + spread, 272 + 86 * near, 2 + 3 * near, 1 + 1.5 * near));
    }
    Forms.fill(g, rgb(0x2a1c10, 0.3), Forms.oval(226, 318, 130, 13));
    for (double y : new double[] {292, 301}) {
      Forms.fill(
          g,
          Forms.down(y - 4, rgb(0x8d5f3a), y + 4, rgb(0x54351e)),
          Forms.box(470, y - 3, 104, 6, 2));
    }
    Forms.fill(
        g, Forms.down(306, rgb(0xa87444), 314, rgb(0x54351e)), Forms.box(464, 307, 116, 7, 2));
    for (double x : new double[] {480, 560}) {
      Forms.fill(g, rgb(0x2c2a2a), Forms.box(x, 288, 5, 46, 2));
    }
  }
}
