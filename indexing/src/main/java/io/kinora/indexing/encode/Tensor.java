package io.kinora.indexing.encode;

import java.nio.Buffer;

/** Numbers with a shape: what goes into a graph ({@code Tensor.In}) and what comes out. */
record Tensor(long[] shape, float[] values) {

  /**
   * An input.
   *
   * @param data a LongBuffer or FloatBuffer with as many numbers left as the shape holds; a direct
   *     one is read in place
   */
  record In(String name, Buffer data, long... shape) {}

  /** How many values one row (an index of the first axis) has. */
  int rowLength() {
    return shape.length == 0 || shape[0] == 0 ? 0 : (int) (values.length / shape[0]);
  }
}
