package io.kinora.indexing.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_ERROR_MAX_STRING_SIZE;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_WARNING;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all of FFmpeg's users in this process share: its natives, its log, its largest block. */
final class Ffmpeg {

  private static final Logger LOG = LoggerFactory.getLogger("io.kinora.ffmpeg");

  /** No single block of memory is larger; a 40 megapixel frame of 16-bit RGBA needs 320 MB. */
  private static final long LARGEST_BLOCK = 512L << 20;

  // FFmpeg keeps only the native half of a callback: a reference here keeps the other half alive.
  private static final LogCallback TO_LOG =
      new LogCallback() {
        @Override
        public void call(int level, BytePointer message) {
          if (level <= AV_LOG_WARNING) {
            LOG.debug("{}", message.getString(StandardCharsets.UTF_8).strip());
          }
        }
      };

  static {
    Loader.load(avcodec.class);
    Loader.load(avformat.class);
    Loader.load(swscale.class);
    av_max_alloc(LARGEST_BLOCK);
    if (LOG.isDebugEnabled()) {
      av_log_set_level(AV_LOG_WARNING);
      setLogCallback(TO_LOG);
    } else {
      av_log_set_level(AV_LOG_QUIET);
    }
  }

  private Ffmpeg() {}

  /** Loads the natives; harmless when they are loaded. */
  static void load() {
    // The static initialiser does the work, once.
  }

  /** FFmpeg's own words for an error code. */
  static String errorText(int code) {
    byte[] text = new byte[AV_ERROR_MAX_STRING_SIZE];
    av_strerror(code, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
