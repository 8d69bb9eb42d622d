package io.kinora.indexing.encode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.catalog.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Queries for frames that live in a text encoder's space, less that space's centre: {@code
 * normalise(base(text) - centre)}. Frames are centred in the same way, so that what all of them
 * share does not drown what tells them apart.
 */
public final class CentredTextEncoder implements TextEncoder {

  private final String name;
  private final TextEncoder base;
  private final float[] centre;

  /**
   * @param name of the sight model that the vectors are for
   * @param base taken over: closed with this encoder
   * @param centre as long as the base's vectors
   */
  public CentredTextEncoder(String name, TextEncoder base, float[] centre) {
    if (centre.length != base.dimension()) {
      throw new IllegalArgumentException(
          "centre has " + centre.length + " numbers, vectors have " + base.dimension());
    }
    this.name = name;
    this.base = base;
    this.centre = centre.clone();
  }

  /**
   * Reads a centre from JSON: {@code {"centre": [..]}}, other keys ignored.
   *
   * @throws IOException if the file holds none of that length
   */
  static float[] readCentre(Path file, int dimension) throws IOException {
    JsonNode numbers = new ObjectMapper().readTree(file.toFile()).path("centre");
    if (!numbers.isArray() || numbers.size() != dimension) {
      throw new IOException(file + " has no \"centre\" of " + dimension + " numbers");
    }
    float[] centre = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      if (!numbers.get(i).isNumber()) {
        throw new IOException(file + ": centre[" + i + "] is no number");
      }
      centre[i] = numbers.get(i).floatValue();
    }
    return centre;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int dimension() {
    return centre.length;
  }

  @Override
  public List<Vector> encode(List<String> texts) {
    return base.encode(texts).stream().map(this::fromBase).toList();
  }

  /** Name of the text encoder whose vectors are centred. */
  public String base() {
    return base.name();
  }

  /** Centres a vector that the base made already, so that words need not be encoded twice. */
  public Vector fromBase(Vector vector) {
    float[] moved = vector.values().clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= centre[i];
    }
    return UnitVectors.of(name, moved);
  }

  @Override
  public void close() {
    base.close();
  }
}
