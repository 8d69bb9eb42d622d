package io.kinora.verticles.media;

import io.kinora.indexing.media.RgbImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A video's key frames in the exact size that the sight encoder takes, as one object: the way from
 * the worker that decodes to the one that embeds. Big-endian: count, width, height as 32-bit
 * integers, then {@code width * height * 3} bytes a frame.
 */
final class PreparedFrames {

  private static final int HEADER_BYTES = 12;
  private static final int MOST_FRAMES = 10_000;
  private static final int LARGEST_SIDE = 4096;

  private PreparedFrames() {}

  /**
   * Where they lie.
   *
   * @param folder of the file's frames
   * @param encoder for which they are prepared
   */
  static String key(String folder, String encoder) {
    return folder + "pixels-" + encoder;
  }

  /** Whether the object was prepared for an encoder. */
  static boolean areFor(String encoder, String key) {
    return key.endsWith("/pixels-" + encoder);
  }

  /** All frames must be of one size; at least one. */
  static byte[] write(List<RgbImage> frames) {
    RgbImage first = frames.getFirst();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + frames.size() * first.rgb().length);
    bytes.putInt(frames.size()).putInt(first.width()).putInt(first.height());
    frames.forEach(frame -> bytes.put(frame.rgb()));
    return bytes.array();
  }

  static List<RgbImage> read(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int count = in.readInt();
    int width = in.readInt();
    int height = in.readInt();
    boolean sane = count > 0 && count <= MOST_FRAMES && side(width) && side(height);
    if (!sane) {
      throw new IOException("not prepared frames: " + count + " of " + width + "x" + height);
    }
    List<RgbImage> frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] rgb = new byte[width * height * 3];
      in.readFully(rgb);
      frames.add(new RgbImage(width, height, rgb));
    }
    return frames;
  }

  private static boolean side(int pixels) {
    return pixels > 0 && pixels <= LARGEST_SIDE;
  }
}
