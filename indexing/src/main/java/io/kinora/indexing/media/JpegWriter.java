package io.kinora.indexing.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/** A picture, shrunk, as JPEG: by FFmpeg, in a tenth of the time that the JDK's writer takes. */
final class JpegWriter implements AutoCloseable {

  private static final int CHANNELS = 3;

  private final AVFrame picture = av_frame_alloc();
  private final AVFrame small = av_frame_alloc();
  private final AVPacket packet = av_packet_alloc();
  private final SwsContext scaler = sws_alloc_context();
  private final AVCodecContext encoder;

  private JpegWriter() {
    encoder = avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_MJPEG));
  }

  /**
   * @param width of the JPEG, at most 65,500, as the height
   * @param coarseness by how much values are rounded: 1 to 31, 3 is fine for thumbnails
   */
  static byte[] write(RgbImage image, int width, int height, int coarseness) {
    Ffmpeg.load();
    try (JpegWriter writer = new JpegWriter()) {
      writer.fill(image);
      writer.shrink(width, height);
      return writer.encode(coarseness);
    }
  }

  private void fill(RgbImage image) {
    picture.format(AV_PIX_FMT_RGB24).width(image.width()).height(image.height());
    check(av_frame_get_buffer(picture, 0));
    picture.color_range(AVCOL_RANGE_JPEG);
    int stride = picture.linesize(0);
    int row = image.width() * CHANNELS;
    ByteBuffer rows = picture.data(0).capacity((long) stride * image.height()).asByteBuffer();
    for (int y = 0; y < image.height(); y++) {
      rows.put(y * stride, image.rgb(), y * row, row);
    }
  }

  private void shrink(int width, int height) {
    small.format(AV_PIX_FMT_YUV420P).width(width).height(height).color_range(AVCOL_RANGE_JPEG);
    check(av_frame_get_buffer(small, 0));
    scaler.flags(SWS_AREA | SWS_ACCURATE_RND);
    check(sws_scale_frame(scaler, small, picture));
  }

  private byte[] encode(int coarseness) {
    encoder.width(small.width()).height(small.height()).pix_fmt(AV_PIX_FMT_YUV420P);
    encoder.color_range(AVCOL_RANGE_JPEG).thread_count(1);
    encoder.time_base(new AVRational().num(1).den(1));
    encoder.flags(AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT);
    encoder.qmin(1).global_quality(coarseness * FF_QP2LAMBDA);
    small.quality(encoder.global_quality());
    check(avcodec_open2(encoder, encoder.codec(), (AVDictionary) null));
    check(avcodec_send_frame(encoder, small));
    check(avcodec_receive_packet(encoder, packet));
    byte[] jpeg = new byte[packet.size()];
    packet.data().get(jpeg);
    return jpeg;
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("a picture cannot be written: " + Ffmpeg.errorText(result));
    }
  }

  @Override
  public void close() {
    avcodec_free_context(encoder);
    sws_free_context(scaler);
    av_packet_free(packet);
    av_frame_free(small);
    av_frame_free(picture);
  }
}
