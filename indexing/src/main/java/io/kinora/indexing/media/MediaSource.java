package io.kinora.indexing.media;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_CUSTOM_IO;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_ENCRYPTION_INFO;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.AVPROBE_SCORE_RETRY;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * A local file opened as a container: the packets of its best video stream. What the file is is
 * told from its content alone, and nothing but the file is ever read, whatever it refers to.
 */
final class MediaSource implements AutoCloseable {

  /** Name of no protocol: what a file refers to cannot be opened. */
  private static final String NO_PROTOCOL = "none";

  private static final String NO_INDEX =
      "the MP4 file has no usable index (moov): it was cut short or never finished";

  private final AVIOContext input = new AVIOContext(null);
  private final AVFormatContext format;
  private final AVIOInterruptCB interrupter;
  private final DecodeWatch watch;
  private @Nullable AVStream video;

  private MediaSource(DecodeWatch watch) {
    this.watch = watch;
    this.interrupter = watch.interrupter();
    this.format = avformat_alloc_context();
  }

  static MediaSource open(Path file, MediaLimits limits, DecodeWatch watch)
      throws UnusableMediaException, InterruptedException {
    checkFile(file);
    Ffmpeg.load();
    MediaSource source = new MediaSource(watch);
    try {
      source.openContainer(file, limits);
      source.inspect(limits);
      source.video = source.bestVideo();
      source.checkVideo(limits);
      source.readOnlyVideo();
      return source;
    } catch (UnusableMediaException | InterruptedException | RuntimeException failure) {
      source.close();
      throw failure;
    }
  }

  AVFormatContext format() {
    return format;
  }

  AVStream video() {
    return Objects.requireNonNull(video);
  }

  /** FFmpeg's name of the container format. */
  String container() {
    return format.iformat().name().getString();
  }

  boolean hasAudio() {
    for (int i = 0; i < format.nb_streams(); i++) {
      if (format.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
        return true;
      }
    }
    return false;
  }

  /** Length as the file tells it, milliseconds, or 0 if it does not. */
  long durationMs() {
    AVStream stream = video();
    if (stream.duration() > 0) {
      return Math.round(stream.duration() * secondsPerTick() * 1000);
    }
    return Math.max(0, format.duration() / 1000);
  }

  /** Frames a second on average, as the file tells it, or 0 if it does not. */
  double framesPerSecond() {
    AVRational average = video().avg_frame_rate();
    AVRational guessed = average.num() > 0 ? average : video().r_frame_rate();
    return guessed.num() > 0 && guessed.den() > 0 ? (double) guessed.num() / guessed.den() : 0;
  }

  /** Position of a timestamp of the video stream, milliseconds from its start. */
  long positionMs(long ticks) {
    long start = video().start_time() == AV_NOPTS_VALUE ? 0 : video().start_time();
    return Math.max(0, Math.round((ticks - start) * secondsPerTick() * 1000));
  }

  long lengthMs(long ticks) {
    return Math.round(ticks * secondsPerTick() * 1000);
  }

  /**
   * The next packet of the video stream.
   *
   * @return false at the end of what can be read
   */
  boolean read(AVPacket packet) throws UnusableMediaException, InterruptedException {
    while (true) {
      watch.check();
      int result = av_read_frame(format, packet);
      if (result < 0) {
        watch.check();
        return false;
      }
      if (packet.stream_index() != video().index()) {
        av_packet_unref(packet);
        continue;
      }
      if (av_packet_side_data_get(
              packet.side_data(), packet.side_data_elems(), AV_PKT_DATA_ENCRYPTION_INFO)
          != null) {
        throw new UnusableMediaException("the video is encrypted");
      }
      return true;
    }
  }

  /**
   * Goes to the last key frame not after a position.
   *
   * @return false if the file cannot be read from there
   */
  boolean seek(long positionMs) throws UnusableMediaException, InterruptedException {
    long start = video().start_time() == AV_NOPTS_VALUE ? 0 : video().start_time();
    long ticks = start + (long) (positionMs / 1000.0 / secondsPerTick());
    int result = av_seek_frame(format, video().index(), ticks, AVSEEK_FLAG_BACKWARD);
    watch.check();
    return result >= 0;
  }

  @Override
  public void close() {
    if (!format.isNull()) {
      avformat_close_input(format);
    }
    if (!input.isNull()) {
      avio_closep(input);
    }
    interrupter.close();
  }

  private static void checkFile(Path file) throws UnusableMediaException {
    if (!Files.isRegularFile(file)) {
      throw new UnusableMediaException("there is no such file");
    }
    try {
      if (Files.size(file) == 0) {
        throw new UnusableMediaException("the file is empty");
      }
    } catch (IOException unreadable) {
      throw new UnusableMediaException("the file cannot be read");
    }
  }

  private void openContainer(Path file, MediaLimits limits)
      throws UnusableMediaException, InterruptedException {
    String url = "file:" + file.toAbsolutePath();
    if (avio_open2(input, url, AVIO_FLAG_READ, interrupter, (AVDictionary) null) < 0) {
      throw new UnusableMediaException("the file cannot be read");
    }
    AVInputFormat found = new AVInputFormat(null);
    // Without a name to go by, an extension cannot lie.
    int score = av_probe_input_buffer2(input, found, "", null, 0, limits.probeBytes());
    watch.check();
    if (found.isNull() || score <= AVPROBE_SCORE_RETRY) {
      throw new UnusableMediaException("not a video file: its content is of no known media format");
    }
    AcceptedFormats.check(found.name().getString());
    format.pb(input);
    format.flags(format.flags() | AVFMT_FLAG_CUSTOM_IO);
    format.interrupt_callback().callback(interrupter.callback());
    format.probesize(limits.probeBytes());
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "protocol_whitelist", NO_PROTOCOL, 0);
    av_dict_set(options, "codec_whitelist", AcceptedFormats.DECODERS, 0);
    try {
      int opened = avformat_open_input(format, "", found, options);
      watch.check();
      if (opened < 0) {
        throw new UnusableMediaException(whyNotOpened(found.name().getString(), opened));
      }
    } finally {
      av_dict_free(options);
    }
  }

  private static String whyNotOpened(String name, int error) {
    return isMp4(name) && error == AVERROR_INVALIDDATA()
        ? NO_INDEX
        : "the file is damaged: " + Ffmpeg.errorText(error);
  }

  private static boolean isMp4(String name) {
    return Arrays.asList(name.split(",")).contains("mp4");
  }

  /** Lets FFmpeg look at the first packets, where it decodes frames to learn of their format. */
  private void inspect(MediaLimits limits) throws UnusableMediaException, InterruptedException {
    int streams = format.nb_streams();
    for (int i = 0; i < streams; i++) {
      checkSize(format.streams(i), limits);
    }
    try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
      for (int i = 0; i < streams; i++) {
        AVDictionary ofStream = new AVDictionary(null);
        av_dict_set(ofStream, "max_pixels", Long.toString(limits.maxPixels()), 0);
        options.put(i, ofStream);
      }
      int result = avformat_find_stream_info(format, options);
      for (int i = 0; i < streams; i++) {
        av_dict_free(new AVDictionary(options.get(i)));
      }
      watch.check();
      if (result < 0) {
        throw new UnusableMediaException("the file is damaged: " + Ffmpeg.errorText(result));
      }
    }
  }

  private AVStream bestVideo() throws UnusableMediaException {
    AVStream best = null;
    for (int i = 0; i < format.nb_streams(); i++) {
      AVStream stream = format.streams(i);
      int unfit = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS;
      if (stream.codecpar().codec_type() != AVMEDIA_TYPE_VIDEO
          || (stream.disposition() & unfit) != 0) {
        continue;
      }
      if (best == null || rank(stream) > rank(best)) {
        best = stream;
      }
    }
    if (best != null) {
      return best;
    }
    if (format.nb_streams() == 0 && isMp4(container())) {
      throw new UnusableMediaException(NO_INDEX);
    }
    throw new UnusableMediaException(
        hasAudio() ? "no video stream: the file holds audio only" : "no video stream in the file");
  }

  /** The one marked as the default, then the largest. */
  private static long rank(AVStream stream) {
    long pixels = (long) stream.codecpar().width() * stream.codecpar().height();
    return (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0 ? pixels + (1L << 62) : pixels;
  }

  private void checkVideo(MediaLimits limits) throws UnusableMediaException {
    checkSize(video(), limits);
    Duration duration = Duration.ofMillis(durationMs());
    if (duration.compareTo(limits.maxDuration()) > 0) {
      throw new UnusableMediaException(
          "the video claims to last %d s; at most %d s are accepted"
              .formatted(duration.toSeconds(), limits.maxDuration().toSeconds()));
    }
  }

  private static void checkSize(AVStream stream, MediaLimits limits) throws UnusableMediaException {
    int width = stream.codecpar().width();
    int height = stream.codecpar().height();
    if ((long) width * height > limits.maxPixels()) {
      throw new UnusableMediaException(tooLarge(width, height, limits));
    }
  }

  static String tooLarge(int width, int height, MediaLimits limits) {
    return "its frames of %dx%d are too large; at most %d pixels are accepted"
        .formatted(width, height, limits.maxPixels());
  }

  private void readOnlyVideo() {
    for (int i = 0; i < format.nb_streams(); i++) {
      if (i != video().index()) {
        format.streams(i).discard(AVDISCARD_ALL);
      }
    }
  }

  private double secondsPerTick() {
    AVRational base = video().time_base();
    return (double) base.num() / base.den();
  }
}
