package io.kinora.indexing.media;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_PROP_INTRA_ONLY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Decodes the video of a source, frame after frame or a key frame here and there. What cannot be
 * decoded is passed over. FFmpeg's worker threads are not used: whoever wants parallel decoding
 * decodes several files.
 *
 * <p>Frame after frame, those are left out that no other frame needs, as long as what remains lies
 * close: the others come out the same.
 */
final class FrameReader implements AutoCloseable {

  /** How far to look for a key frame after a seek, packets. */
  private static final int LONGEST_SEARCH = 500;

  /** Frames at least so close are looked at, where the file has them. */
  private static final long CLOSE_MS = 100;

  /** Left out ones must not make a gap longer than this. */
  private static final long LONGEST_GAP_MS = 170;

  private final MediaSource source;
  private final boolean eachByItself;
  private final AVCodecContext codec;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private final long frameLengthMs;
  private boolean draining;
  private long positionMs = -1;
  private long sentMs = Long.MIN_VALUE / 2;

  private FrameReader(MediaSource source, AVCodecContext codec) {
    this.source = source;
    this.codec = codec;
    double rate = source.framesPerSecond();
    this.frameLengthMs = rate > 0 ? Math.max(1, Math.round(1000 / rate)) : 40;
    // Where the rate is not told, it is found by counting frames.
    boolean close = rate > 0 && 2 * frameLengthMs <= LONGEST_GAP_MS;
    this.eachByItself = close && isIntraOnly(codec.codec_id());
    if (close) {
      codec.skip_frame(AVDISCARD_NONREF);
    }
  }

  private static boolean isIntraOnly(int codecId) {
    AVCodecDescriptor known = avcodec_descriptor_get(codecId);
    return known != null && (known.props() & AV_CODEC_PROP_INTRA_ONLY) != 0;
  }

  static FrameReader open(MediaSource source, MediaLimits limits) throws UnusableMediaException {
    int id = source.video().codecpar().codec_id();
    String name = avcodec_get_name(id).getString();
    AVCodec decoder = avcodec_find_decoder(id);
    if (decoder == null) {
      throw new UnusableMediaException("its video codec (" + name + ") is not supported");
    }
    AVCodecContext codec = avcodec_alloc_context3(decoder);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "codec_whitelist", AcceptedFormats.DECODERS, 0);
    try {
      avcodec_parameters_to_context(codec, source.video().codecpar());
      codec.pkt_timebase(source.video().time_base());
      codec.thread_count(1);
      codec.max_pixels(limits.maxPixels());
      int opened = avcodec_open2(codec, decoder, options);
      if (opened < 0) {
        avcodec_free_context(codec);
        throw new UnusableMediaException("its video codec (" + name + ") is not supported");
      }
    } finally {
      av_dict_free(options);
    }
    return new FrameReader(source, codec);
  }

  /** FFmpeg's name of the codec. */
  String codecName() {
    return avcodec_get_name(codec.codec_id()).getString();
  }

  /** The frame last read; valid until the next is. */
  AVFrame frame() {
    return frame;
  }

  /** Where the frame last read stands in the video, milliseconds. */
  long positionMs() {
    return positionMs;
  }

  /** Where the frame last read ends. */
  long endMs() {
    long length = frame.duration() > 0 ? source.lengthMs(frame.duration()) : frameLengthMs;
    return positionMs + length;
  }

  /**
   * Decodes the next frame that is looked at.
   *
   * @return false at the end
   */
  boolean next() throws UnusableMediaException, InterruptedException {
    long before = positionMs;
    while (!receive()) {
      if (draining) {
        return false;
      }
      draining = !source.read(packet);
      if (draining || isWanted()) {
        avcodec_send_packet(codec, draining ? null : packet);
      }
      av_packet_unref(packet);
    }
    if (before >= 0 && positionMs - before > LONGEST_GAP_MS) {
      codec.skip_frame(AVDISCARD_DEFAULT);
    }
    return true;
  }

  /** Of frames that are all complete by themselves one here and there will do. */
  private boolean isWanted() {
    if (!eachByItself || packet.pts() == AV_NOPTS_VALUE) {
      return true;
    }
    long at = source.positionMs(packet.pts());
    if (Math.abs(at - sentMs) < CLOSE_MS) {
      return false;
    }
    sentMs = at;
    return true;
  }

  /**
   * Decodes the next key frame by itself, reading over all others.
   *
   * @param afterSeek look only so far as a seek can be off
   * @return false if there is none
   */
  boolean nextKeyFrame(boolean afterSeek) throws UnusableMediaException, InterruptedException {
    restart();
    for (int read = 0; !afterSeek || read < LONGEST_SEARCH; read++) {
      if (!source.read(packet)) {
        return false;
      }
      if ((packet.flags() & AV_PKT_FLAG_KEY) != 0) {
        avcodec_send_packet(codec, packet);
        // The end of the stream makes a decoder that reorders frames give this one at once.
        avcodec_send_packet(codec, null);
      }
      av_packet_unref(packet);
      boolean decoded = receive();
      restart();
      if (decoded) {
        return true;
      }
    }
    return false;
  }

  /** Forgets what has been decoded, before or after a jump. */
  void restart() {
    avcodec_flush_buffers(codec);
    draining = false;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(codec);
  }

  private boolean receive() {
    if (avcodec_receive_frame(codec, frame) < 0) {
      return false;
    }
    long ticks = frame.best_effort_timestamp();
    positionMs =
        ticks == AV_NOPTS_VALUE
            ? positionMs < 0 ? 0 : positionMs + frameLengthMs
            : source.positionMs(ticks);
    return true;
  }
}
