package io.kinora.indexing.media;

import io.kinora.catalog.Track;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A video's frames as miniatures, all of one size, ascending in time. As bytes each cell is its
 * difference to the frame before in steps of {@link #STEP}, all of it deflated: what does not move
 * costs next to nothing, and half a minute takes some five kilobytes.
 */
public record MiniatureTrack(List<At> frames) {

  /** A frame's place in time. */
  public record At(long timestampMs, Miniature miniature) {}

  /** No more frames than this are in a track. */
  public static final int MOST_FRAMES = 256;

  private static final int VERSION = 1;

  /** Of brightness, 0 to 255: 32 shades. */
  private static final int STEP = 8;

  public MiniatureTrack {
    frames = List.copyOf(frames);
  }

  public Track toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater best = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, best))) {
      bytes.write(VERSION);
      Miniature first = frames.getFirst().miniature();
      out.writeByte(first.width());
      out.writeByte(first.height());
      out.writeShort(frames.size());
      for (At frame : frames) {
        out.writeInt((int) Math.min(Integer.MAX_VALUE, frame.timestampMs()));
      }
      byte[] before = new byte[first.cells().length];
      for (At frame : frames) {
        before = writeDifference(frame.miniature().cells(), before, out);
      }
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    } finally {
      best.end();
    }
    return new Track(bytes.toByteArray());
  }

  private static byte[] writeDifference(byte[] cells, byte[] before, DataOutputStream out)
      throws IOException {
    byte[] shades = new byte[cells.length];
    byte[] difference = new byte[cells.length];
    for (int i = 0; i < cells.length; i++) {
      shades[i] = (byte) ((cells[i] & 0xff) / STEP);
      difference[i] = (byte) (shades[i] - before[i]);
    }
    out.write(difference);
    return shades;
  }

  /**
   * @throws IOException if the bytes are not what {@link #toBytes} makes
   */
  public static MiniatureTrack of(byte[] bytes, int offset, int length) throws IOException {
    ByteArrayInputStream input = new ByteArrayInputStream(bytes, offset, length);
    if (input.read() != VERSION) {
      throw new IOException("a track of another version");
    }
    Inflater inflater = new Inflater(true);
    try (DataInputStream in = new DataInputStream(new InflaterInputStream(input, inflater))) {
      return read(in);
    } finally {
      inflater.end();
    }
  }

  private static MiniatureTrack read(DataInputStream in) throws IOException {
    int width = in.readUnsignedByte();
    int height = in.readUnsignedByte();
    int count = in.readUnsignedShort();
    if (width > Miniature.LONGEST_SIDE || height > Miniature.LONGEST_SIDE || count > MOST_FRAMES) {
      throw new IOException("a track of %d frames of %dx%d".formatted(count, width, height));
    }
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      times[i] = in.readInt();
    }
    List<At> frames = new ArrayList<>(count);
    byte[] shades = new byte[width * height];
    byte[] difference = new byte[shades.length];
    for (int i = 0; i < count; i++) {
      in.readFully(difference);
      byte[] cells = new byte[shades.length];
      for (int j = 0; j < cells.length; j++) {
        shades[j] += difference[j];
        cells[j] = (byte) (shades[j] * STEP + STEP / 2);
      }
      frames.add(new At(times[i], new Miniature(width, cells)));
    }
    return new MiniatureTrack(frames);
  }
}
