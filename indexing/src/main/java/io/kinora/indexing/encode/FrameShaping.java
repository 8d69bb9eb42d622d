package io.kinora.indexing.encode;

import io.kinora.indexing.encode.models.PixelSettings;
import io.kinora.indexing.encode.models.PixelSettings.Channels;
import io.kinora.indexing.media.RgbImage;
import java.nio.FloatBuffer;

/** From a picture of any size to the numbers that an image network takes. */
final class FrameShaping {

  private final PixelSettings settings;
  // What each of the 256 values of each channel becomes.
  private final float[][] table = new float[3][256];

  FrameShaping(PixelSettings settings) {
    this.settings = settings;
    for (int c = 0; c < 3; c++) {
      float mean = settings.mean().get(c);
      float std = settings.std().get(c);
      for (int value = 0; value < 256; value++) {
        table[c][value] = (value / 255f - mean) / std;
      }
    }
  }

  /** The picture at exactly the network's size. */
  RgbImage shaped(RgbImage frame) {
    return switch (settings.resize()) {
      case SQUASH -> resized(frame, settings.width(), settings.height());
      case SHORTEST_SIDE_CENTRE_CROP -> centre(shortestSideFitted(frame));
    };
  }

  /** Appends a shaped picture as three planes. */
  void write(RgbImage shaped, FloatBuffer planes) {
    int pixels = shaped.width() * shaped.height();
    float[] plane = new float[pixels];
    for (int c = 0; c < 3; c++) {
      int channel = settings.channels() == Channels.RGB ? c : 2 - c;
      for (int p = 0; p < pixels; p++) {
        plane[p] = table[c][shaped.rgb()[p * 3 + channel] & 0xff];
      }
      planes.put(plane);
    }
  }

  /**
   * The smallest size that covers the network's, the longer side rounded down as Hugging Face's
   * processors do.
   */
  private RgbImage shortestSideFitted(RgbImage frame) {
    double scale =
        Math.max(
            (double) settings.width() / frame.width(), (double) settings.height() / frame.height());
    // The guard keeps a side that fits exactly from losing a pixel to rounding.
    int width = Math.max(settings.width(), (int) (frame.width() * scale + 1e-9));
    int height = Math.max(settings.height(), (int) (frame.height() * scale + 1e-9));
    return resized(frame, width, height);
  }

  private RgbImage centre(RgbImage image) {
    int width = settings.width();
    int height = settings.height();
    int left = (image.width() - width) / 2;
    int top = (image.height() - height) / 2;
    byte[] cut = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      int from = ((top + y) * image.width() + left) * 3;
      System.arraycopy(image.rgb(), from, cut, y * width * 3, width * 3);
    }
    return new RgbImage(width, height, cut);
  }

  private RgbImage resized(RgbImage image, int width, int height) {
    return Resampling.resize(image, width, height, settings.filter());
  }
}
