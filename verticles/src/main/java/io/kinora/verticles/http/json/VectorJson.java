package io.kinora.verticles.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.Vector;
import java.io.IOException;

/** Vectors as arrays of numbers. */
final class VectorJson {

  private VectorJson() {}

  /**
   * @param field where it stands, for the error
   * @throws InvalidValueException if a number is beyond a float, or all are zero
   */
  static Vector read(String field, JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return Vector.checked(field, values);
  }

  static void write(JsonGenerator json, Vector vector) throws IOException {
    json.writeStartArray();
    for (float value : vector.values()) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }
}
