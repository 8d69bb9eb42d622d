package io.kinora.indexing.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import javax.imageio.IIOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A WebP's bytes, some zeros, and then a failure. The reader of lossless WebP fetches bits ahead
 * and takes the end of the file for bits that are still to come: it passes over an {@link
 * java.io.EOFException} at each pixel, for minutes where a damaged file claims millions of them.
 * The zeros are what it fetches of a whole picture; behind them is an exception that it does not
 * pass over.
 */
final class WebpInput extends MemoryCacheImageInputStream {

  private static final int FETCHED_AHEAD = 64;

  WebpInput(byte[] bytes) {
    super(
        new SequenceInputStream(
            new ByteArrayInputStream(bytes), new ByteArrayInputStream(new byte[FETCHED_AHEAD])));
  }

  @Override
  public int read() throws IOException {
    return orFail(super.read());
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return orFail(super.read(into, offset, length));
  }

  private static int orFail(int read) throws IIOException {
    if (read < 0) {
      throw new IIOException("reads on behind the end");
    }
    return read;
  }
}
