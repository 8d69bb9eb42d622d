package io.kinora.verticles.demo.paint;

import java.util.function.DoubleUnaryOperator;

/**
 * Smooth randomness over the plane: value noise, and its sum over octaves (fractional Brownian
 * motion, as in Perlin, "An Image Synthesizer", 1985). The same seed gives the same field.
 */
public final class Noise {

  private final int seed;

  public Noise(int seed) {
    this.seed = seed;
  }

  /** A smooth field that changes over distances of about 1; 0 to 1. */
  public double at(double x, double y) {
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    double fx = smooth(x - ix);
    double fy = smooth(y - iy);
    double top = Motion.lerp(lattice(ix, iy), lattice(ix + 1, iy), fx);
    double bottom = Motion.lerp(lattice(ix, iy + 1), lattice(ix + 1, iy + 1), fx);
    return Motion.lerp(top, bottom, fy);
  }

  /** Octaves of {@link #at}, each half as strong and twice as fine; 0 to 1. */
  public double fbm(double x, double y, int octaves) {
    double sum = 0;
    double strength = 0.5;
    double total = 0;
    for (int i = 0; i < octaves; i++) {
      sum += strength * at(x, y);
      total += strength;
      strength /= 2;
      x = x * 2.03 + 17.1;
      y = y * 2.03 + 31.7;
    }
    return sum / total;
  }

  /** Octaves folded into crests, as of mountains; 0 to 1. */
  public double ridged(double x, double y, int octaves) {
    double sum = 0;
    double strength = 0.5;
    double total = 0;
    for (int i = 0; i < octaves; i++) {
      double crest = 1 - Math.abs(2 * at(x, y) - 1);
      sum += strength * crest * crest;
      total += strength;
      strength /= 2;
      x = x * 2.07 + 11.3;
      y = y * 2.07 + 5.9;
    }
    return sum / total;
  }

  /**
   * Makes a field go round: its last quarter blends into what comes before its start.
   *
   * @param x 0 to {@code width}
   */
  static double looped(double x, double width, DoubleUnaryOperator field) {
    double share = Motion.ease(width * 0.75, width, x);
    double here = field.applyAsDouble(x);
    return share == 0 ? here : Motion.lerp(here, field.applyAsDouble(x - width), share);
  }

  private static double smooth(double x) {
    return x * x * x * (x * (x * 6 - 15) + 10);
  }

  private double lattice(int x, int y) {
    int h = seed * 0x9E3779B1 + x * 0x85EBCA77 + y * 0xC2B2AE3D;
    h = (h ^ (h >>> 15)) * 0x2C1B3C6D;
    h = (h ^ (h >>> 12)) * 0x297A2D39;
    h ^= h >>> 15;
    return (h >>> 8) / (double) (1 << 24);
  }
}
