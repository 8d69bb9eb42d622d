package io.kinora.indexing.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Grey films in codecs that {@link MediaWriter} does not write. */
final class PlainEncoder {

  private static final int SIDE = 64;
  private static final int GREY = 128;

  private PlainEncoder() {}

  /**
   * @param codec FFmpeg's name of the encoder
   * @param between frames that no other needs, between each two that others do
   * @param brightness of each frame, 16 to 235
   */
  static Path film(
      Path file, String codec, int between, int rate, int frames, IntUnaryOperator brightness)
      throws IOException {
    AVCodec encoder = avcodec_find_encoder_by_name(codec);
    AVCodecContext context = avcodec_alloc_context3(encoder);
    AVFormatContext out = new AVFormatContext(null);
    AVFrame frame = av_frame_alloc();
    AVPacket packet = av_packet_alloc();
    AVRational tick = new AVRational().num(1).den(rate);
    context.width(SIDE).height(SIDE).pix_fmt(AV_PIX_FMT_YUV420P).time_base(tick);
    context.framerate(new AVRational().num(rate).den(1)).max_b_frames(between).gop_size(100_000);
    context.color_range(AVCOL_RANGE_JPEG).bit_rate(400_000);
    try {
      check(avformat_alloc_output_context2(out, null, null, file.toString()));
      check(avcodec_open2(context, encoder, (AVDictionary) null));
      AVStream stream = avformat_new_stream(out, null);
      check(avcodec_parameters_from_context(stream.codecpar(), context));
      stream.time_base(tick).avg_frame_rate(context.framerate());
      AVIOContext sink = new AVIOContext(null);
      check(avio_open(sink, file.toString(), AVIO_FLAG_WRITE));
      out.pb(sink);
      check(avformat_write_header(out, (AVDictionary) null));
      frame.format(AV_PIX_FMT_YUV420P).width(SIDE).height(SIDE);
      check(av_frame_get_buffer(frame, 0));
      for (int i = 0; i <= frames; i++) {
        if (i < frames) {
          check(av_frame_make_writable(frame));
          fill(frame, brightness.applyAsInt(i));
          frame.pts(i);
        }
        check(avcodec_send_frame(context, i < frames ? frame : null));
        while (avcodec_receive_packet(context, packet) >= 0) {
          av_packet_rescale_ts(packet, tick, stream.time_base());
          check(av_interleaved_write_frame(out, packet));
        }
      }
      check(av_write_trailer(out));
      check(avio_closep(out.pb()));
    } finally {
      av_packet_free(packet);
      av_frame_free(frame);
      avcodec_free_context(context);
      avformat_free_context(out);
    }
    return file;
  }

  private static void fill(AVFrame frame, int brightness) {
    for (int plane = 0; plane < 3; plane++) {
      int rows = plane == 0 ? SIDE : SIDE / 2;
      byte[] bytes = new byte[frame.linesize(plane) * rows];
      Arrays.fill(bytes, (byte) (plane == 0 ? brightness : GREY));
      frame.data(plane).position(0).put(bytes);
    }
  }

  private static void check(int result) throws IOException {
    if (result < 0) {
      throw new IOException("FFmpeg says " + result);
    }
  }
}
