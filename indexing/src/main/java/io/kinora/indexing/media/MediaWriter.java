package io.kinora.indexing.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
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
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Writes pictures as an MP4 file that every browser plays: H.264 constrained baseline, 4:2:0, index
 * first. Without sound. One thread; after {@link #close()} the file is complete, before it is not.
 */
public final class MediaWriter implements AutoCloseable {

  /** Ticks a second: frames of every usual rate begin on a whole tick. */
  private static final int TIME_BASE = 90_000;

  private final Encoding encoding;
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVFrame rgb;
  private final AVFrame yuv;
  private final AVPacket packet;
  private @Nullable AVCodecContext codec;
  private @Nullable AVStream stream;
  private @Nullable SwsContext toYuv;
  private boolean headerWritten;
  private boolean closed;
  private long frames;
  private long lastTicks = -1;

  private MediaWriter(Encoding encoding) {
    this.encoding = encoding;
    Ffmpeg.load();
    rgb = av_frame_alloc();
    yuv = av_frame_alloc();
    packet = av_packet_alloc();
  }

  /**
   * Starts a file, replacing what is there.
   *
   * @param width pixels, even, 16 to 3840
   * @param height pixels, even, 16 to 2160
   * @param framesPerSecond above 0, up to 240
   */
  public static MediaWriter open(Path file, int width, int height, double framesPerSecond)
      throws IOException {
    return open(file, Encoding.of(width, height, framesPerSecond));
  }

  static MediaWriter open(Path file, Encoding encoding) throws IOException {
    MediaWriter writer = new MediaWriter(encoding);
    try {
      writer.start(file);
      return writer;
    } catch (IOException | RuntimeException failure) {
      writer.closed = true;
      writer.free();
      throw failure;
    }
  }

  /** The next frame, one frame time after the last. The picture must have the writer's size. */
  public void add(BufferedImage image) throws IOException {
    add(Pictures.rgb(image));
  }

  /** As above. */
  public void add(RgbImage image) throws IOException {
    addAtTicks(image, Math.round(frames * TIME_BASE / encoding.framesPerSecond()));
  }

  /**
   * A frame at a time of its own, for a variable frame rate.
   *
   * @param timestampMs later than the last frame's
   */
  public void add(RgbImage image, long timestampMs) throws IOException {
    addAtTicks(image, timestampMs * TIME_BASE / 1000);
  }

  /** Finishes the file. Fails if it could not be written whole, or if no frame was added. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (frames == 0) {
        throw new IOException("no frames were added");
      }
      encode(null);
      check(av_write_trailer(format), "finish the file");
      check(avio_closep(format.pb()), "close the file");
      format.pb((AVIOContext) null);
    } finally {
      free();
    }
  }

  private void start(Path file) throws IOException {
    String url = "file:" + file.toAbsolutePath();
    check(avformat_alloc_output_context2(format, null, "mp4", url), "make an MP4 file");
    stream = avformat_new_stream(format, null);
    codec = openEncoder();
    check(avcodec_parameters_from_context(stream.codecpar(), codec), "describe the stream");
    stream.time_base(codec.time_base());
    stream.avg_frame_rate(codec.framerate());
    if (encoding.clockwiseDegrees() != 0) {
      rotate(stream);
    }
    allocate(rgb, AV_PIX_FMT_RGB24);
    allocate(yuv, AV_PIX_FMT_YUV420P);
    toYuv =
        sws_getContext(
            encoding.width(),
            encoding.height(),
            AV_PIX_FMT_RGB24,
            encoding.width(),
            encoding.height(),
            AV_PIX_FMT_YUV420P,
            SWS_BICUBIC | SWS_ACCURATE_RND,
            null,
            null,
            (DoublePointer) null);
    AVIOContext output = new AVIOContext(null);
    check(avio_open(output, url, AVIO_FLAG_WRITE), "open " + file);
    format.pb(output);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "movflags", "+faststart", 0);
    encoding.muxerOptions().forEach((name, value) -> av_dict_set(options, name, value, 0));
    try {
      check(avformat_write_header(format, options), "start the file");
    } finally {
      av_dict_free(options);
    }
    headerWritten = true;
  }

  private AVCodecContext openEncoder() throws IOException {
    AVCodec encoder = avcodec_find_encoder_by_name("libopenh264");
    if (encoder == null) {
      throw new IOException("this FFmpeg has no libopenh264");
    }
    AVCodecContext context = avcodec_alloc_context3(encoder);
    codec = context;
    context.width(encoding.width());
    context.height(encoding.height());
    context.pix_fmt(AV_PIX_FMT_YUV420P);
    context.time_base().num(1).den(TIME_BASE);
    context.framerate().num((int) Math.round(encoding.framesPerSecond() * 1000)).den(1000);
    context.bit_rate(encoding.bitRate());
    context.gop_size(encoding.keyFrameEvery());
    context.thread_count(1);
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    // swscale makes BT.601 of RGB; without these marks a player would guess, by size.
    context.color_range(AVCOL_RANGE_MPEG);
    context.colorspace(AVCOL_SPC_SMPTE170M);
    context.color_primaries(AVCOL_PRI_BT709);
    context.color_trc(AVCOL_TRC_BT709);
    check(avcodec_open2(context, encoder, (AVDictionary) null), "open the encoder");
    return context;
  }

  private void rotate(AVStream target) throws IOException {
    IntPointer count = new IntPointer(1).put(target.codecpar().nb_coded_side_data());
    PointerPointer<AVPacketSideData> all = new PointerPointer<>(1);
    try (count;
        all) {
      all.put(0, target.codecpar().coded_side_data());
      AVPacketSideData matrix =
          av_packet_side_data_new(all, count, AV_PKT_DATA_DISPLAYMATRIX, 9 * Integer.BYTES, 0);
      if (matrix == null) {
        throw new IOException("no memory for the display matrix");
      }
      av_display_rotation_set(new IntPointer(matrix.data()), encoding.clockwiseDegrees());
      target.codecpar().coded_side_data(all.get(AVPacketSideData.class));
      target.codecpar().nb_coded_side_data(count.get());
    }
  }

  private void allocate(AVFrame frame, int pixelFormat) throws IOException {
    frame.format(pixelFormat).width(encoding.width()).height(encoding.height());
    check(av_frame_get_buffer(frame, 0), "allocate a frame");
  }

  private void addAtTicks(RgbImage image, long ticks) throws IOException {
    if (closed) {
      throw new IllegalStateException("the writer is closed");
    }
    if (image.width() != encoding.width() || image.height() != encoding.height()) {
      throw new IllegalArgumentException(
          "the video is %dx%d, the picture %dx%d"
              .formatted(encoding.width(), encoding.height(), image.width(), image.height()));
    }
    if (ticks <= lastTicks) {
      throw new IllegalArgumentException("a frame must be later than the one before it");
    }
    check(av_frame_make_writable(rgb), "write a frame");
    int stride = rgb.linesize(0);
    ByteBuffer target = rgb.data(0).capacity((long) stride * image.height()).asByteBuffer();
    target.order(ByteOrder.nativeOrder());
    int rowBytes = image.width() * 3;
    for (int y = 0; y < image.height(); y++) {
      target.put(y * stride, image.rgb(), y * rowBytes, rowBytes);
    }
    check(av_frame_make_writable(yuv), "write a frame");
    check(sws_scale_frame(toYuv, yuv, rgb), "convert a frame");
    yuv.pts(ticks);
    encode(yuv);
    lastTicks = ticks;
    frames++;
  }

  /** Sends a frame, or null for the end, and writes what comes out. */
  private void encode(@Nullable AVFrame frame) throws IOException {
    AVCodecContext context = Objects.requireNonNull(codec);
    AVStream target = Objects.requireNonNull(stream);
    check(avcodec_send_frame(context, frame), "encode a frame");
    while (true) {
      int received = avcodec_receive_packet(context, packet);
      if (received == AVERROR_EAGAIN() || received == AVERROR_EOF()) {
        return;
      }
      check(received, "encode a frame");
      av_packet_rescale_ts(packet, context.time_base(), target.time_base());
      packet.stream_index(target.index());
      check(av_interleaved_write_frame(format, packet), "write a frame");
    }
  }

  private void free() {
    if (!format.isNull()) {
      if (format.pb() != null) {
        avio_closep(format.pb());
        format.pb((AVIOContext) null);
      }
      avformat_free_context(format);
    }
    if (codec != null) {
      avcodec_free_context(codec);
    }
    sws_freeContext(toYuv);
    av_frame_free(rgb);
    av_frame_free(yuv);
    av_packet_free(packet);
  }

  private static void check(int result, String action) throws IOException {
    if (result < 0) {
      throw new IOException("could not " + action + ": " + Ffmpeg.errorText(result));
    }
  }
}
