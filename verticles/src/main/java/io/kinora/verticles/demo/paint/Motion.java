package io.kinora.verticles.demo.paint;

/** How things move: easing, swinging, looping. Shares and phases are 0 to 1. */
public final class Motion {

  private Motion() {}

  public static double clamp(double share) {
    return share < 0 ? 0 : Math.min(share, 1);
  }

  /** 0 before {@code from}, 1 after {@code to}, gently in and out between (Hermite). */
  public static double ease(double from, double to, double t) {
    double x = clamp((t - from) / (to - from));
    return x * x * (3 - 2 * x);
  }

  /** Back and forth between -1 and 1. */
  public static double swing(double t, double period, double phase) {
    return Math.sin(2 * Math.PI * (t / period + phase));
  }

  /** Rises from 0 to 1 over a period, then starts again. */
  public static double loop(double t, double period, double phase) {
    double x = t / period + phase;
    return x - Math.floor(x);
  }

  public static double lerp(double a, double b, double share) {
    return a + (b - a) * share;
  }
}
