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
import io.kinora.verticles.demo.paint.Trees;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/** A shower passes over green hills, and a rainbow comes out. */
final class Rainbow implements Scene {

  private static final int[] BANDS = {
    0xf0463c, 0xf7923a, 0xfbe14a, 0x5fc95a, 0x3f8fe0, 0x5a55c8, 0x9a4fc0
  };

  private final Layer sky =
      Layer.opaque(
          g -> {
            Sky.gradient(g, 260, rgb(0x5f7f9c), rgb(0x8fadbf), rgb(0xcfdcd4), rgb(0xfff0cc));
            Light.glow(g, 40, 150, 330, rgb(0xfff4d0, 0.8));
          });
  private final Layer clouds = Clouds.sheet(95, 1100, 230, 0.72, 2.2, rgb(0xe4e8ec), rgb(0x4f6074));
  private final Layer bow = bow();
  private final Layer far = Hills.rolling(41, WIDTH, 130, 60, 150, rgb(0x7fa084), rgb(0x86ab6a));
  private final Layer near = Layer.clear(WIDTH, HEIGHT, Rainbow::valley);
  private final Layer drops = Layer.clear(WIDTH, HEIGHT, Rainbow::drops);

  @Override
  public void paint(Graphics2D g, double t) {
    sky.draw(g);
    clouds.scroll(g, 120 + t * 26, -40);
    double shown = 0.12 + 0.88 * Motion.ease(0.3, 3.2, t);
    bow.draw(g, 0, 0, shown);
    far.draw(g, 0, 196);
    near.draw(g);
    Forms.fill(g, rgb(0xfff3b8, 0.16 * shown), Forms.box(0, 190, WIDTH, 180, 0));
    Forms.fill(g, rgb(0x23303c, 0.32 * (1 - shown)), Forms.box(0, 0, WIDTH, HEIGHT, 0));
    Random random = new Random(6);
    double wet = 1 - Motion.ease(0.6, 3.8, t);
    for (int i = 0; wet > 0 && i < 170; i++) {
      double x = random.nextDouble() * 740 - 40;
      double y = Motion.loop(t * 560 / 420, 1, random.nextDouble()) * 420 - 40;
      Forms.line(g, rgb(0xeaf2fa, 0.5 * wet), 1, x - y * 0.12, y, x - y * 0.12 - 2.4, y + 17);
    }
    drops.draw(g, 0, 0, 0.6 + 0.4 * Motion.swing(t, 1.4, 0));
  }

  private static Layer bow() {
    return Layer.shaded(
        WIDTH,
        HEIGHT,
        (x, y) -> {
          double r = Math.hypot(x - 352, y - 372);
          double band = (316 - r) / 6.4;
          double fade = 1 - Motion.ease(90, 300, y) * 0.35;
          if (band < -1 || band >= BANDS.length) {
            double second = (r - 372) / 6;
            double inside = band >= BANDS.length ? 0.1 * Math.max(0, 1 - (band - 7) / 18) : 0;
            if (second < 0 || second >= BANDS.length - 1) {
              return rgb(0xffffff, inside).getRGB();
            }
            Color faint =
                Tint.mix(rgb(BANDS[(int) second]), rgb(BANDS[(int) second + 1]), second % 1);
            return Tint.fade(faint, 0.16 * fade * Math.sin(Math.PI * second / 6)).getRGB();
          }
          int i = (int) Math.max(0, Math.floor(band));
          Color colour =
              Tint.mix(rgb(BANDS[i]), rgb(BANDS[Math.min(6, i + 1)]), Math.max(0, band - i));
          double edge = Math.min(1, band + 1) * Math.min(1, (BANDS.length - band) * 0.8);
          return Tint.fade(colour, 0.66 * fade * edge).getRGB();
        });
  }

  private static void valley(Graphics2D g) {
    Trees.wood(g, 14, -20, 300, 280, 26, rgb(0x55803f));
    Hills.rolling(43, WIDTH, 130, 44, 210, rgb(0x86b84a), rgb(0x3f7a2c)).draw(g, 0, 240);
    Trees.leafy(g, 5, 120, 306, 110, rgb(0x4a3626), rgb(0x4f8a34), rgb(0x6aa044), rgb(0x3f7430));
    Trees.leafy(g, 9, 172, 312, 84, rgb(0x4a3626), rgb(0x4f8a34), rgb(0x77a848));
    Forms.fill(
        g,
        Forms.across(486, rgb(0xfdf3e2), 540, rgb(0xb8a898)),
        Forms.polygon(486, 300, 486, 272, 540, 272, 540, 300));
    Forms.fill(
        g,
        Forms.down(252, rgb(0xc85a44), 274, rgb(0x8a3428)),
        Forms.polygon(478, 274, 494, 252, 532, 252, 548, 274));
    Forms.fill(g, rgb(0x6a4a34), Forms.box(508, 282, 10, 18, 2));
    Forms.fill(g, rgb(0x5f7f96), Forms.box(493, 280, 9, 9, 1));
    Forms.fill(g, rgb(0x5f7f96), Forms.box(525, 280, 9, 9, 1));
    Forms.fill(
        g,
        Forms.down(296, rgb(0xe8d8b0), HEIGHT, rgb(0xc8b080)),
        Forms.round(
            510, 300, 516, 300, 470, 326, 500, 346, 440, 370, 380, 370, 452, 344, 436, 324));
    Random random = new Random(12);
    for (int i = 0; i < 260; i++) {
      double x = random.nextDouble() * WIDTH;
      double y = 318 + 42 * random.nextDouble();
      Forms.fill(
          g,
          rgb(new int[] {0xfff6e4, 0xf6d23a, 0xe86f8a}[i % 3], 0.9),
          Forms.disc(x, y, 1 + (y - 310) / 34));
    }
  }

  private static void drops(Graphics2D g) {
    Random random = new Random(31);
    for (int i = 0; i < 80; i++) {
      Forms.fill(
          g,
          rgb(0xffffff, 0.8),
          Forms.disc(random.nextDouble() * WIDTH, 300 + 60 * random.nextDouble(), 0.9));
    }
  }
}
