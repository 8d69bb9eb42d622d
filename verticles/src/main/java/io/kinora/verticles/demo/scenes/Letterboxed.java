package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Canvas;
import io.kinora.verticles.demo.paint.Forms;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** A near-copy: half the resolution, paler, between black bars, as after a careless conversion. */
final class Letterboxed implements Scene {

  private static final int BAR = 36;

  private final Scene original;
  private final BufferedImage small =
      new BufferedImage(WIDTH / 2, HEIGHT / 2, BufferedImage.TYPE_INT_RGB);

  Letterboxed(Scene original) {
    this.original = original;
  }

  @Override
  public double seconds() {
    return original.seconds();
  }

  @Override
  public void paint(Graphics2D g, double t) {
    Graphics2D half = Canvas.smooth(small.createGraphics());
    half.scale(0.5, 0.5);
    original.paint(half, t);
    half.dispose();
    g.drawImage(small, 0, BAR, WIDTH, HEIGHT - 2 * BAR, null);
    Forms.fill(g, rgb(0xc8c0b0, 0.12), Forms.box(0, BAR, WIDTH, HEIGHT - 2 * BAR, 0));
    Forms.fill(g, Color.BLACK, Forms.box(0, 0, WIDTH, BAR, 0));
    Forms.fill(g, Color.BLACK, Forms.box(0, HEIGHT - BAR, WIDTH, BAR, 0));
  }
}
