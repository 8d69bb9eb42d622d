package io.kinora.catalog.wire;

import io.kinora.catalog.wire.proto.Vector;

/** Vectors as messages: packed floats, four bytes each, never boxed. */
final class VectorMessage {

  private VectorMessage() {}

  static Vector of(io.kinora.catalog.Vector vector) {
    Vector.Builder message = Vector.newBuilder();
    for (float value : vector.values()) {
      message.addValues(value);
    }
    return message.build();
  }

  static io.kinora.catalog.Vector vector(Vector message) {
    float[] values = new float[message.getValuesCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = message.getValues(i);
    }
    return new io.kinora.catalog.Vector(values);
  }
}
