package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Clouds;
import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Hills;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import io.kinora.verticles.demo.paint.Motion;
import io.kinora.verticles.demo.paint.Noise;
import io.kinora.verticles.demo.paint.Sky;
import io.kinora.verticles.demo.paint.Tint;
import io.kinora.verticles.demo.paint.Trees;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/** A steam train crosses hilly country; the camera travels with it. */
final class Train implements Scene {

  private final Layer sky =
      Layer.opaque(
          g -> {
            Sky.gradient(g, 260, rgb(0x5f9bd0), rgb(0xa5cae2), rgb(0xf3ead2));
            Light.glow(g, 540, 90, 180, rgb(0xfff4cf, 0.8));
          });
  private final Layer clouds = Clouds.sheet(14, 900, 150, 0.52, 2.4, rgb(0xffffff), rgb(0xaebed0));
  private final Layer alps =
      Hills.alps(8, 900, 150, 92, 0.35, rgb(0xf4f6fa), rgb(0x7d8ba0), rgb(0xb9cede));
  private final Layer far = Hills.rolling(5, 960, 130, 56, 120, rgb(0x7ba06a), rgb(0x6d9a56));
  private final Layer wood =
      Layer.clear(960, 80, g -> Trees.wood(g, 6, -20, 980, 70, 36, rgb(0x3d6b35)));
  private final Layer meadow = Layer.clear(1280, 110, Train::meadow).mottled(5, 14, 4, 0.42);
  private final Layer engine = Layer.clear(200, 110, Train::engine);
  private final Layer coach = Layer.clear(170, 90, Train::coach);
  private final Layer puff = puff();

  @Override
  public void paint(Graphics2D g, double t) {
    sky.draw(g);
    clouds.scroll(g, t * 8, 0);
    alps.scroll(g, t * 12, 110);
    far.scroll(g, Math.rint(t * 40), 186);
    wood.scroll(g, Math.rint(t * 95), 208);
    meadow.scroll(g, Math.rint(t * 230), 250);
    double shake = 0.6 * Motion.swing(t, 0.31, 0);
    for (int i = 0; i < 26; i++) {
      double age = Motion.loop(t, 2.6, i / 26.0);
      puff.stamp(
          g,
          470 - age * 520,
          176 - 60 * Math.sqrt(age) + 7 * Math.sin(i * 2.4),
          0.24 + age * 1.15,
          i,
          0.95 * (1 - age));
    }
    for (int i = 0; i < 3; i++) {
      coach.draw(g, 164 - i * 168, 203 + shake * (i % 2 == 0 ? 1 : -1));
    }
    engine.draw(g, 322, 186 + shake);
    wheels(g, t, shake);
    Random random = new Random(4);
    for (int i = 0; i < 40; i++) {
      double x = Motion.loop(t * 520 / 900, 1, random.nextDouble()) * 900;
      double y = 330 + 40 * random.nextDouble();
      Forms.line(
          g,
          rgb(random.nextBoolean() ? 0x4d7a30 : 0x88a648, 0.85),
          3.4,
          Forms.curve(760 - x, y, 766 - x, y - 20, 778 - x, y - 30));
    }
  }

  private static Layer puff() {
    Noise noise = new Noise(3);
    return Layer.shaded(
        90,
        90,
        (x, y) -> {
          double d = Math.hypot(x - 45, y - 45) / 45;
          double n = noise.fbm(x / 20.0, y / 20.0, 4);
          Color steam = Tint.mix(rgb(0xb0b4bc), rgb(0xffffff), 1.1 - y / 110.0);
          return Tint.fade(steam, Motion.ease(0.1, 0.6, 1 - d + (n - 0.5) * 0.8)).getRGB();
        });
  }

  private static void wheels(Graphics2D g, double t, double shake) {
    double turn = t * 11;
    double[] drivers = {364, 402, 440};
    for (double x : drivers) {
      wheel(g, x, 274 + shake, 18, turn);
    }
    wheel(g, 482, 282 + shake, 10, turn * 1.8);
    wheel(g, 504, 282 + shake, 10, turn * 1.8);
    double rx = 11 * Math.cos(turn);
    double ry = 11 * Math.sin(turn);
    Forms.line(g, rgb(0xd5d9dc), 3.6, 364 + rx, 274 + ry + shake, 440 + rx, 274 + ry + shake);
    Forms.line(g, rgb(0xaab0b4), 3, 440 + rx, 274 + ry + shake, 486, 270 + shake);
    for (int i = 0; i < 3; i++) {
      for (double x : new double[] {30, 52, 116, 138}) {
        wheel(g, 164 - i * 168 + x, 284 + shake, 8.5, turn * 2);
      }
    }
  }

  private static void wheel(Graphics2D g, double x, double y, double r, double turn) {
    Forms.fill(g, rgb(0x16171a), Forms.disc(x, y, r));
    Forms.line(g, rgb(0x8d2a26), r * 0.16, Forms.disc(x, y, r * 0.78));
    for (int i = 0; i < 8; i++) {
      double a = turn + i * Math.PI / 4;
      Forms.line(
          g, rgb(0x8d2a26), r * 0.1, x, y, x + r * 0.78 * Math.cos(a), y + r * 0.78 * Math.sin(a));
    }
    Forms.fill(g, rgb(0xb8bcc0), Forms.disc(x, y, r * 0.2));
  }

  private static void engine(Graphics2D g) {
    Forms.fill(g, Forms.down(34, rgb(0x3f6b52), 78, rgb(0x12261d)), Forms.box(58, 34, 118, 42, 18));
    Forms.fill(
        g,
        Forms.down(40, rgb(0xffffff, 0.3), 52, rgb(0xffffff, 0)),
        Forms.box(62, 38, 110, 12, 10));
    for (double x : new double[] {88, 118, 148}) {
      Forms.fill(g, Forms.down(34, rgb(0xe8c266), 76, rgb(0x7a5a1c)), Forms.box(x, 34, 3, 42, 0));
    }
    Forms.fill(
        g,
        Forms.across(148, rgb(0x3a3d42), 170, rgb(0x121316)),
        Forms.polygon(150, 36, 147, 6, 144, 0, 172, 0, 169, 6, 166, 36));
    Forms.fill(
        g,
        Forms.down(18, rgb(0xf0cf78), 36, rgb(0x8a6420)),
        Forms.round(100, 36, 102, 22, 113, 18, 124, 22, 126, 36));
    Forms.fill(g, Forms.across(2, rgb(0x35604a), 62, rgb(0x1c3a2c)), Forms.box(4, 14, 58, 66, 5));
    Forms.fill(g, rgb(0x17181b), Forms.round(-2, 18, 4, 9, 32, 4, 62, 9, 68, 18));
    Forms.fill(g, rgb(0xffe6a8), Forms.box(14, 24, 18, 20, 3));
    Forms.fill(g, rgb(0xffe6a8), Forms.box(38, 24, 16, 20, 3));
    Forms.fill(g, rgb(0x8d2a26), Forms.box(2, 76, 180, 9, 2));
    Forms.fill(g, Forms.down(34, rgb(0x3a3d42), 78, rgb(0x0d0e10)), Forms.box(168, 33, 14, 44, 8));
    Light.ball(g, 182, 44, 6, rgb(0xffe9a8));
    Forms.fill(g, rgb(0x17181b), Forms.polygon(176, 84, 198, 104, 172, 104));
  }

  private static void coach(Graphics2D g) {
    Forms.fill(g, rgb(0x3a3c40), Forms.round(0, 16, 10, 8, 84, 4, 158, 8, 168, 16));
    Forms.fill(g, Forms.down(12, rgb(0xb84a3c), 76, rgb(0x6d2024)), Forms.box(3, 14, 162, 60, 6));
    Forms.fill(g, Forms.down(14, rgb(0xf6ead0), 44, rgb(0xd9c8a0)), Forms.box(3, 20, 162, 26, 0));
    for (int i = 0; i < 6; i++) {
      Forms.fill(
          g,
          Forms.down(22, rgb(0x48606e), 44, rgb(0x9cb8c0)),
          Forms.box(13 + i * 25.5, 23, 17, 20, 4));
    }
    Forms.fill(g, rgb(0xe8c266), Forms.box(3, 48, 162, 2, 0));
    Forms.fill(g, rgb(0x1d1e22), Forms.box(0, 74, 170, 5, 1));
  }

  private static void meadow(Graphics2D g) {
    Forms.fill(
        g, Forms.down(10, rgb(0x86ad4c), 110, rgb(0x4c7a30)), Forms.box(0, 12, 1280, 100, 0));
    Forms.fill(g, Forms.down(34, rgb(0x9a8d7c), 56, rgb(0x6a5f52)), Forms.box(0, 36, 1280, 22, 0));
    for (int x = 0; x < 1280; x += 16) {
      Forms.fill(g, rgb(0x4a3a2c), Forms.box(x, 42, 9, 6, 0));
    }
    Forms.fill(g, Forms.down(40, rgb(0xd0d4d8), 44, rgb(0x6a6e74)), Forms.box(0, 39, 1280, 4, 0));
    Random random = new Random(8);
    int[] petals = {0xfff4e0, 0xf2c83c, 0xd8483c, 0xa878c8};
    for (int i = 0; i < 420; i++) {
      Forms.fill(
          g,
          rgb(petals[random.nextInt(4)], 0.9),
          Forms.disc(random.nextInt(1280), 64 + random.nextInt(44), 1.4));
    }
  }
}
