package io.kinora.indexing.media;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import io.kinora.indexing.duplicate.GrayImage;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/** Decoded frame of any pixel format -> RGB of a given size. */
final class FrameScaler implements AutoCloseable {

  /** From this height on, unmarked colours are taken for BT.709, as players do. */
  private static final int HD_HEIGHT = 720;

  private final SwsContext context = sws_alloc_context();
  private final AVFrame scaled = av_frame_alloc();

  /**
   * @param flags swscale's filter, e.g. {@code SWS_AREA}
   */
  FrameScaler(int flags) {
    context.flags(flags);
  }

  /** May change marks of the frame (not its pixels). */
  RgbImage scale(AVFrame frame, int width, int height) throws UnusableMediaException {
    return new RgbImage(width, height, scale(frame, width, height, AV_PIX_FMT_RGB24, 3));
  }

  /** As {@link #scale}, brightness alone. */
  GrayImage gray(AVFrame frame, int width, int height) throws UnusableMediaException {
    return new GrayImage(width, height, scale(frame, width, height, AV_PIX_FMT_GRAY8, 1));
  }

  private byte[] scale(AVFrame frame, int width, int height, int pixelFormat, int bytesAPixel)
      throws UnusableMediaException {
    // A picture of both fields is wanted, not each by itself.
    frame.flags(frame.flags() & ~AV_FRAME_FLAG_INTERLACED);
    if (frame.colorspace() == AVCOL_SPC_UNSPECIFIED
        && frame.height() >= HD_HEIGHT
        && isYuv(frame)) {
      frame.colorspace(AVCOL_SPC_BT709);
    }
    try {
      scaled.format(pixelFormat).width(width).height(height);
      if (av_frame_get_buffer(scaled, 0) < 0 || sws_scale_frame(context, scaled, frame) < 0) {
        throw new UnusableMediaException("its frames are in a pixel format that cannot be shown");
      }
      return copy(width * bytesAPixel, height);
    } finally {
      av_frame_unref(scaled);
    }
  }

  @Override
  public void close() {
    av_frame_free(scaled);
    sws_free_context(context);
  }

  private byte[] copy(int rowBytes, int height) {
    int stride = scaled.linesize(0);
    ByteBuffer rows = scaled.data(0).capacity((long) stride * height).asByteBuffer();
    byte[] pixels = new byte[rowBytes * height];
    for (int y = 0; y < height; y++) {
      rows.get(y * stride, pixels, y * rowBytes, rowBytes);
    }
    return pixels;
  }

  private static boolean isYuv(AVFrame frame) {
    AVPixFmtDescriptor format = av_pix_fmt_desc_get(frame.format());
    return format != null && (format.flags() & AV_PIX_FMT_FLAG_RGB) == 0;
  }
}
