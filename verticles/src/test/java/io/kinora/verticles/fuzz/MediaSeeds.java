package io.kinora.verticles.fuzz;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.kinora.indexing.media.MediaWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** Small films that are whole: one video in each of the containers that people send. */
final class MediaSeeds {

  private static final int WIDTH = 128;
  private static final int HEIGHT = 96;

  private MediaSeeds() {}

  static List<byte[]> make(Path folder) throws IOException {
    Path film = film(folder.resolve("film.mp4"));
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(Files.readAllBytes(film));
    Map<String, String> containers =
        Map.of("matroska", "", "avi", "", "mpegts", "", "flv", "", "mov", "", "nut", "");
    for (String container : containers.keySet().stream().sorted().toList()) {
      seeds.add(Files.readAllBytes(copy(film, folder.resolve("film." + container), container, "")));
    }
    seeds.add(
        Files.readAllBytes(
            copy(film, folder.resolve("fragments.mp4"), "mp4", "frag_keyframe+empty_moov")));
    return seeds;
  }

  private static Path film(Path file) throws IOException {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = picture.createGraphics();
    try (MediaWriter writer = MediaWriter.open(file, WIDTH, HEIGHT, 10)) {
      for (int i = 0; i < 30; i++) {
        graphics.setColor(i < 15 ? new Color(40, 90, 200) : new Color(220, 150, 40));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(Color.WHITE);
        graphics.fillOval(i * 3, 20, 30, 30);
        writer.add(picture);
      }
    } finally {
      graphics.dispose();
    }
    return file;
  }

  /** The same stream in another container. */
  private static Path copy(Path from, Path to, String container, String flags) throws IOException {
    AVFormatContext in = new AVFormatContext(null);
    AVFormatContext out = new AVFormatContext(null);
    AVPacket packet = av_packet_alloc();
    AVDictionary options = new AVDictionary(null);
    try {
      check(avformat_open_input(in, from.toString(), null, (AVDictionary) null));
      check(avformat_find_stream_info(in, (AVDictionary) null));
      check(avformat_alloc_output_context2(out, null, container, to.toString()));
      AVStream stream = avformat_new_stream(out, null);
      check(avcodec_parameters_copy(stream.codecpar(), in.streams(0).codecpar()));
      stream.codecpar().codec_tag(0);
      AVIOContext file = new AVIOContext(null);
      check(avio_open(file, to.toString(), AVIO_FLAG_WRITE));
      out.pb(file);
      if (!flags.isEmpty()) {
        av_dict_set(options, "movflags", flags, 0);
      }
      check(avformat_write_header(out, options));
      while (av_read_frame(in, packet) >= 0) {
        av_packet_rescale_ts(packet, in.streams(0).time_base(), stream.time_base());
        check(av_interleaved_write_frame(out, packet));
      }
      check(av_write_trailer(out));
      check(avio_closep(out.pb()));
    } finally {
      av_dict_free(options);
      av_packet_free(packet);
      avformat_close_input(in);
      avformat_free_context(out);
    }
    return to;
  }

  private static void check(int result) throws IOException {
    if (result < 0) {
      throw new IOException("FFmpeg says " + result);
    }
  }
}
