package io.kinora.catalog;

import java.util.Arrays;

/**
 * A point in an encoder's space: finite, not all zero. The array is shared, not copied: treat it as
 * immutable.
 *
 * @param values the coordinates
 */
public record Vector(float[] values) {

  /** The longest vector that any part of the system handles. */
  public static final int MAX_DIMENSION = 4096;

  /**
   * Checks a vector that came from outside.
   *
   * @param field where it came from, for the error
   * @throws InvalidValueException if it is empty, too long, has a NaN or infinity, or has no
   *     direction
   */
  public static Vector checked(String field, float[] values) {
    if (values.length == 0 || values.length > MAX_DIMENSION) {
      throw new InvalidValueException(
          field, values.length + " numbers", "1 to " + MAX_DIMENSION + " numbers");
    }
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InvalidValueException(field + "[" + i + "]", values[i], "a finite number");
      }
      squares += (double) values[i] * values[i];
    }
    if (squares < 1e-20) {
      throw new InvalidValueException(
          field, "all zeros", "a vector with a direction (length > 1e-10)");
    }
    return new Vector(values);
  }

  public int dimension() {
    return values.length;
  }

  /** The same direction with length 1. */
  public Vector normalised() {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    float scale = (float) (1 / Math.sqrt(squares));
    float[] unit = new float[values.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = values[i] * scale;
    }
    return new Vector(unit);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vector that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Vector[" + values.length + "]";
  }
}
