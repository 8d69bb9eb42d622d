package io.kinora.indexing.media;

/** A frame in so few pixels that only its layout is left: cheap to compare. */
record Sketch(byte[] rgb) {

  /** Width and height, pixels. */
  static final int SIDE = 32;

  /** Mean of R, G and B up to which a picture that is even as well counts as black, 0 to 255. */
  private static final double BLACK_MEAN = 24;

  private static final double BLACK_SPREAD = 8;

  static Sketch of(RgbImage image) {
    if (image.width() != SIDE || image.height() != SIDE) {
      throw new IllegalArgumentException("a sketch is " + SIDE + "x" + SIDE);
    }
    return new Sketch(image.rgb());
  }

  /** Mean absolute difference of a colour value, 0 to 255. */
  double difference(Sketch other) {
    long sum = 0;
    for (int i = 0; i < rgb.length; i++) {
      sum += Math.abs((rgb[i] & 0xff) - (other.rgb[i] & 0xff));
    }
    return (double) sum / rgb.length;
  }

  /** Mean of all colour values, 0 to 255. */
  double brightness() {
    long sum = 0;
    for (byte value : rgb) {
      sum += value & 0xff;
    }
    return (double) sum / rgb.length;
  }

  /** Nothing to see: dark all over. A dark picture with something bright in it is not black. */
  boolean isBlack() {
    double mean = brightness();
    double squares = 0;
    for (byte value : rgb) {
      squares += ((value & 0xff) - mean) * ((value & 0xff) - mean);
    }
    double variance = squares / rgb.length;
    return mean <= BLACK_MEAN && variance <= BLACK_SPREAD * BLACK_SPREAD;
  }
}
