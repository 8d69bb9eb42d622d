package io.kinora.indexing.encode;

import io.kinora.catalog.Vector;

/** From a model's raw numbers to vectors of length 1. */
final class UnitVectors {

  private UnitVectors() {}

  /**
   * @param model its name, for errors
   * @throws EncodingException if the numbers have no direction
   */
  static Vector of(String model, float[] raw) {
    double squares = 0;
    for (float value : raw) {
      squares += (double) value * value;
    }
    // Not written as squares < 1e-20: NaN must fail too.
    if (!(squares >= 1e-20) || squares == Double.POSITIVE_INFINITY) {
      throw new EncodingException(model + " gave numbers without a direction");
    }
    return new Vector(raw).normalised();
  }
}
