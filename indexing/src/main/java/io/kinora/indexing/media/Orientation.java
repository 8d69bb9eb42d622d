package io.kinora.indexing.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.kinora.indexing.duplicate.GrayImage;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a stored picture is turned to stand upright: one of the eight ways to lay a rectangle on its
 * sides. First rows and columns are exchanged, then the result is mirrored.
 */
public record Orientation(boolean transposed, boolean mirroredX, boolean mirroredY) {

  static final Orientation UPRIGHT = new Orientation(false, false, false);

  private static final int MATRIX_BYTES = 9 * Integer.BYTES;

  /** What the file says of a frame, to the nearest quarter turn. */
  static Orientation of(AVFrame frame) {
    AVFrameSideData data = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    if (data == null || data.size() < MATRIX_BYTES) {
      return UPRIGHT;
    }
    IntPointer matrix = new IntPointer(data.data());
    return ofMatrix(matrix.get(0), matrix.get(1), matrix.get(3), matrix.get(4));
  }

  /** The point (x, y) is shown at (a x + c y, b x + d y). */
  static Orientation ofMatrix(int a, int b, int c, int d) {
    long straight = Math.abs((long) a) + Math.abs((long) d);
    long crossed = Math.abs((long) b) + Math.abs((long) c);
    return straight >= crossed
        ? new Orientation(false, a < 0, d < 0)
        : new Orientation(true, c < 0, b < 0);
  }

  /** What EXIF's values 1 to 8 mean (CIPA DC-008, tag Orientation); others are upright. */
  public static Orientation ofExif(int value) {
    return switch (value) {
      case 2 -> new Orientation(false, true, false);
      case 3 -> new Orientation(false, true, true);
      case 4 -> new Orientation(false, false, true);
      case 5 -> new Orientation(true, false, false);
      case 6 -> new Orientation(true, true, false);
      case 7 -> new Orientation(true, true, true);
      case 8 -> new Orientation(true, false, true);
      default -> UPRIGHT;
    };
  }

  /** The picture turned upright. */
  public RgbImage apply(RgbImage stored) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    int width = transposed ? stored.height() : stored.width();
    int height = transposed ? stored.width() : stored.height();
    return new RgbImage(width, height, upright(stored.rgb(), stored.width(), width, height, 3));
  }

  GrayImage apply(GrayImage stored) {
    if (equals(UPRIGHT)) {
      return stored;
    }
    int width = transposed ? stored.height() : stored.width();
    int height = transposed ? stored.width() : stored.height();
    return new GrayImage(width, height, upright(stored.luma(), stored.width(), width, height, 1));
  }

  private byte[] upright(byte[] from, int storedWidth, int width, int height, int bytesAPixel) {
    byte[] upright = new byte[from.length];
    int at = 0;
    for (int y = 0; y < height; y++) {
      int v = mirroredY ? height - 1 - y : y;
      for (int x = 0; x < width; x++) {
        int u = mirroredX ? width - 1 - x : x;
        int source = bytesAPixel * (transposed ? u * storedWidth + v : v * storedWidth + u);
        for (int i = 0; i < bytesAPixel; i++) {
          upright[at++] = from[source + i];
        }
      }
    }
    return upright;
  }
}
