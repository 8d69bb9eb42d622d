package io.kinora.verticles.demo.scenes;

import java.awt.Graphics2D;

/** A near-copy: the beginning cut off and the rest played faster. */
final class Hurried implements Scene {

  private static final double CUT_S = 0.6;
  private static final double SPEED = 1.25;

  private final Scene original;

  Hurried(Scene original) {
    this.original = original;
  }

  @Override
  public double seconds() {
    return (original.seconds() - CUT_S) / SPEED;
  }

  @Override
  public void paint(Graphics2D g, double t) {
    original.paint(g, CUT_S + t * SPEED);
  }
}
