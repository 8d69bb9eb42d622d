package io.kinora.indexing.encode;

import io.kinora.indexing.encode.models.PixelSettings.Filter;
import io.kinora.indexing.media.Resize;
import io.kinora.indexing.media.RgbImage;

/**
 * Separable resampling: first along rows, then along columns, with the filter widened by the ratio
 * when shrinking, so that every pixel counts. The arithmetic (22-bit fixed point, 8 bits between
 * the passes) is that of Pillow's {@code Image.resize}, which most image networks were trained
 * behind: {@link Filter#BILINEAR} and {@link Filter#BICUBIC} give the same bytes. {@link
 * Filter#AREA} is {@link Resize#area}.
 */
final class Resampling {

  /** 8 bits of value and 2 of headroom for overshoot leave this many of an int for the weights. */
  private static final int PRECISION = 32 - 8 - 2;

  private static final int HALF = 1 << (PRECISION - 1);

  private Resampling() {}

  /** The picture at another size; itself if it has that size. */
  static RgbImage resize(RgbImage image, int width, int height, Filter filter) {
    if (filter == Filter.AREA) {
      return Resize.area(image, width, height);
    }
    RgbImage result = image;
    if (result.width() != width) {
      result = along(result, Weights.of(image.width(), width, filter), true);
    }
    if (result.height() != height) {
      result = along(result, Weights.of(image.height(), height, filter), false);
    }
    return result;
  }

  /** One pass. */
  private static RgbImage along(RgbImage in, Weights weights, boolean rows) {
    int width = rows ? weights.outputs() : in.width();
    int height = rows ? in.height() : weights.outputs();
    byte[] from = in.rgb();
    byte[] to = new byte[width * height * 3];
    int step = rows ? 3 : in.width() * 3;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int output = rows ? x : y;
        int first = weights.first[output];
        int count = weights.count[output];
        int at = output * weights.widest;
        int source = rows ? (y * in.width() + first) * 3 : (first * in.width() + x) * 3;
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        for (int k = 0; k < count; k++, source += step) {
          int weight = weights.fixed[at + k];
          red += (from[source] & 0xff) * weight;
          green += (from[source + 1] & 0xff) * weight;
          blue += (from[source + 2] & 0xff) * weight;
        }
        int target = (y * width + x) * 3;
        to[target] = clipped(red);
        to[target + 1] = clipped(green);
        to[target + 2] = clipped(blue);
      }
    }
    return new RgbImage(width, height, to);
  }

  private static byte clipped(int sum) {
    return (byte) Math.clamp(sum >> PRECISION, 0, 255);
  }

  /**
   * For each output pixel, which input pixels it is made of and how much each weighs.
   *
   * @param widest places for one output's weights in {@code fixed}
   */
  private record Weights(int[] first, int[] count, int[] fixed, int widest) {

    int outputs() {
      return first.length;
    }

    static Weights of(int inputs, int outputs, Filter filter) {
      double scale = (double) inputs / outputs;
      double stretch = Math.max(scale, 1);
      double support = (filter == Filter.BICUBIC ? 2 : 1) * stretch;
      int widest = (int) Math.ceil(support) * 2 + 2;
      int[] first = new int[outputs];
      int[] count = new int[outputs];
      int[] fixed = new int[outputs * widest];
      double[] weights = new double[widest];
      for (int i = 0; i < outputs; i++) {
        double centre = (i + 0.5) * scale;
        int from = Math.max((int) (centre - support + 0.5), 0);
        int to = Math.min((int) (centre + support + 0.5), inputs);
        double sum = 0;
        for (int k = from; k < to; k++) {
          double distance = (k - centre + 0.5) / stretch;
          double weight = filter == Filter.BICUBIC ? cubic(distance) : triangle(distance);
          weights[k - from] = weight;
          sum += weight;
        }
        first[i] = from;
        count[i] = to - from;
        for (int k = 0; k < to - from; k++) {
          fixed[i * widest + k] = fixed(weights[k] / sum);
        }
      }
      return new Weights(first, count, fixed, widest);
    }

    private static double triangle(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }

    /** Keys, "Cubic Convolution Interpolation for Digital Image Processing" (1981), a = -0.5. */
    private static double cubic(double x) {
      double a = -0.5;
      double d = Math.abs(x);
      if (d < 1) {
        return ((a + 2) * d - (a + 3)) * d * d + 1;
      }
      return d < 2 ? (((d - 5) * d + 8) * d - 4) * a : 0;
    }

    private static int fixed(double weight) {
      return (int) (weight * (1 << PRECISION) + (weight < 0 ? -0.5 : 0.5));
    }
  }
}
