package io.kinora.search.understand;

import org.jspecify.annotations.Nullable;

/**
 * Likeness of text vectors less what all texts of a catalogue have in common. Encoders put all
 * texts into a narrow cone: without this everything is like everything.
 */
final class Centred {

  private Centred() {}

  /**
   * @return -1 to 1; 0 where they cannot be compared
   */
  static double cosine(float[] a, float[] b, float @Nullable [] centre) {
    if (centre == null || a.length != b.length || a.length != centre.length) {
      return 0;
    }
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      double x = a[i] - centre[i];
      double y = b[i] - centre[i];
      dot += x * y;
      squaresA += x * x;
      squaresB += y * y;
    }
    return squaresA == 0 || squaresB == 0 ? 0 : dot / Math.sqrt(squaresA * squaresB);
  }
}
