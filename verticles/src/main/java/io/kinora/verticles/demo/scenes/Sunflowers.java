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
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A field of sunflowers nods in the wind under a summer sky. */
final class Sunflowers implements Scene {

  private record Plant(double x, double y, double size, double phase) {}

  private final Layer sky = Layer.opaque(Sunflowers::sky);
  private final Layer clouds = Clouds.sheet(26, 900, 170, 0.5, 2.3, rgb(0xffffff), rgb(0xb4c8dc));
  private final Layer bloom = Layer.clear(170, 170, Sunflowers::bloom);
  private final Layer small =
      Layer.clear(
          60,
          60,
          g -> {
            g.scale(60 / 170.0, 60 / 170.0);
            bloom(g);
          });
  private final List<Plant> plants = new ArrayList<>();

  Sunflowers() {
    Random random = new Random(9);
    for (int row = 0; row < 7; row++) {
      double near = row / 6.0;
      int count = 15 - row * 2;
      for (int i = 0; i < count; i++) {
        double x = (i + 0.3 + 0.5 * random.nextDouble()) * (WIDTH + 60) / count - 30;
        plants.add(
            new Plant(
                x,
                186 + 118 * Math.pow(near, 1.4) + 12 * random.nextDouble(),
                0.13 + 0.62 * near * near,
                random.nextDouble()));
      }
    }
  }

  @Override
  public void paint(Graphics2D g, double t) {
    sky.draw(g);
    clouds.scroll(g, t * 7, 0);
    Forms.fill(
        g, Forms.down(184, rgb(0x86913a), HEIGHT, rgb(0x2c4a1c)), Forms.box(0, 184, WIDTH, 180, 0));
    for (Plant plant : plants) {
      double sway = Motion.swing(t, 2.6, plant.x / 500 + plant.phase * 0.15) * 11 * plant.size;
      double x = plant.x + sway;
      double foot = plant.y + 260 * plant.size;
      Forms.line(
          g,
          rgb(0x4c7a2a),
          9 * plant.size,
          Forms.curve(plant.x, foot, plant.x + sway * 0.3, plant.y + 120 * plant.size, x, plant.y));
      leaf(g, plant.x, plant.y + 110 * plant.size, plant.size, 1, sway);
      leaf(g, plant.x, plant.y + 150 * plant.size, plant.size, -1, sway);
      if (plant.size < 0.3) {
        small.stamp(g, x, plant.y, plant.size * 170 / 60, sway * 0.012, 1);
      } else {
        bloom.stamp(g, x, plant.y, plant.size, sway * 0.012, 1);
      }
    }
    bee(g, 180 + 60 * t + 20 * Motion.swing(t, 1.4, 0), 150 + 26 * Motion.swing(t, 1.9, 0.2), t);
  }

  private static void leaf(Graphics2D g, double x, double y, double size, int side, double sway) {
    double tip = side * 92 * size;
    Forms.fill(
        g,
        Forms.across(x, rgb(0x4f8a2f), x + tip, rgb(0x86b344)),
        Forms.round(
            x,
            y,
            x + tip * 0.4,
            y - 34 * size,
            x + tip + sway * 0.4,
            y - 8 * size,
            x + tip * 0.5,
            y + 16 * size));
  }

  private static void bloom(Graphics2D g) {
    Random random = new Random(4);
    for (int ring = 0; ring < 2; ring++) {
      for (int i = 0; i < 21; i++) {
        AffineTransform before = g.getTransform();
        g.rotate((i + ring * 0.5) * 2 * Math.PI / 21 + 0.05 * random.nextDouble(), 85, 85);
        Color petal =
            Tint.lit(ring == 0 ? rgb(0xe8a216) : rgb(0xffc928), 0.86 + 0.24 * random.nextDouble());
        double length = 76 + 8 * random.nextDouble() - ring * 8;
        Forms.fill(
            g,
            Forms.down(85 - length, petal, 60, Tint.lit(petal, 0.72)),
            Forms.round(85, 85 - length, 95, 38, 92, 60, 78, 60, 75, 38));
        g.setTransform(before);
      }
    }
    Light.ball(g, 85, 85, 39, rgb(0x6a3f1a));
    for (int i = 0; i < 420; i++) {
      double a = i * 2.39996;
      double r = 1.86 * Math.sqrt(i);
      Color seed =
          i < 130 ? rgb(0x5f6a24) : Tint.mix(rgb(0x3a200c), rgb(0xb87a2a), random.nextDouble());
      Forms.fill(g, seed, Forms.disc(85 + r * Math.cos(a), 85 + r * Math.sin(a), 1.3));
    }
  }

  private static void bee(Graphics2D g, double x, double y, double t) {
    double beat = Motion.swing(t, 0.13, 0) * 3;
    Forms.fill(
        g,
        rgb(0xffffff, 0.7),
        Forms.round(x - 1, y - 4, x - 9, y - 13 - beat, x - 2, y - 15 - beat));
    Forms.fill(
        g,
        rgb(0xffffff, 0.7),
        Forms.round(x + 2, y - 4, x + 9, y - 13 - beat, x + 2, y - 16 - beat));
    Light.ball(g, x - 3, y, 5.4, rgb(0xe8a81c));
    Light.ball(g, x + 5, y - 1, 4.4, rgb(0x3a2a1a));
    Forms.line(g, rgb(0x2a1c10), 2, x - 4, y - 5, x - 4, y + 5);
    Forms.line(g, rgb(0x2a1c10), 2, x - 0.5, y - 5, x - 0.5, y + 5);
  }

  private static void sky(Graphics2D g) {
    Sky.gradient(g, 190, rgb(0x2f86d0), rgb(0x7fc0ea), rgb(0xe4f2ec));
    Light.glow(g, 548, 50, 150, rgb(0xfffbdc));
    Hills.rolling(7, WIDTH, 70, 26, 140, rgb(0x8fb08a), rgb(0x7a9a4a)).draw(g, 0, 158);
    Trees.wood(g, 5, -10, 650, 190, 20, rgb(0x4a7440));
  }
}
