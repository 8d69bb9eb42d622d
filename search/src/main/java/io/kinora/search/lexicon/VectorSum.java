package io.kinora.search.lexicon;

/**
 * A sum of unit vectors. The array is shared, not copied: treat it as immutable.
 *
 * @param count of the vectors summed, at least 1
 */
public record VectorSum(float[] sum, int count) {

  /** Both together; the larger of the two where they are of different spaces. */
  VectorSum plus(VectorSum other) {
    if (sum.length != other.sum.length) {
      return count >= other.count ? this : other;
    }
    float[] both = sum.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] += other.sum[i];
    }
    return new VectorSum(both, count + other.count);
  }

  public float[] mean() {
    float[] mean = sum.clone();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= count;
    }
    return mean;
  }
}
