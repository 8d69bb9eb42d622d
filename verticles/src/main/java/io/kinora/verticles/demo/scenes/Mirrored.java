package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.WIDTH;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/** A near-copy: left and right exchanged. */
final class Mirrored implements Scene {

  private final Scene original;

  Mirrored(Scene original) {
    this.original = original;
  }

  @Override
  public double seconds() {
    return original.seconds();
  }

  @Override
  public void paint(Graphics2D g, double t) {
    AffineTransform before = g.getTransform();
    g.translate(WIDTH, 0);
    g.scale(-1, 1);
    original.paint(g, t);
    g.setTransform(before);
  }
}
