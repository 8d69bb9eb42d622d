package io.kinora.indexing.media;

import java.nio.file.Path;
import java.util.function.IntConsumer;

/**
 * Media file -> key frames. Holds nothing between calls; may be called by several threads, each
 * decoding its own file on its own thread.
 */
public final class MediaDecoder {

  private final MediaLimits limits;

  public MediaDecoder(MediaLimits limits) {
    this.limits = limits;
  }

  /**
   * Finds out what a file is and chooses the frames that stand for it, upright and as they are to
   * be shown (pixels made square), shrunk to the limits' long side.
   *
   * <p>The file's name and extension mean nothing; only the file itself is read, whatever it refers
   * to. A damaged or cut-short file is used as far as it can be decoded, if that is more than a
   * tenth of it.
   *
   * @param percent told each percentage reached, 0 to 100, ascending; not after a failure
   * @throws UnusableMediaException if the file holds no video that can be decoded within the
   *     limits; the message says why, for whoever sent the file
   * @throws InterruptedException if the thread was interrupted
   */
  public DecodedMedia decode(Path file, IntConsumer percent)
      throws UnusableMediaException, InterruptedException {
    try (DecodeWatch watch = DecodeWatch.start(limits.maxDecodeTime());
        MediaSource source = MediaSource.open(file, limits, watch);
        FrameReader reader = FrameReader.open(source, limits);
        DecodingRun run = new DecodingRun(limits, watch, source, reader, percent)) {
      return run.decode();
    }
  }
}
