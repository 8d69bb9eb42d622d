package io.kinora.indexing.media;

import java.util.Arrays;
import java.util.Set;

/**
 * What is let near FFmpeg's parsers. Containers that hold a video by themselves: no playlists, no
 * formats that name other files or hosts, no pictures. Decoders of what such files hold in
 * practice: each one more is code that a hostile file can reach.
 */
final class AcceptedFormats {

  private static final Set<String> CONTAINERS =
      Set.of(
          "mov",
          "mp4",
          "matroska",
          "webm",
          "avi",
          "mpegts",
          "mpeg",
          "mpegvideo",
          "flv",
          "asf",
          "ogg",
          "gif",
          "ivf",
          "h264",
          "hevc",
          "obu",
          "av1",
          "m4v",
          "mjpeg",
          "mxf",
          "nut",
          "dv",
          // Sound, so that it can be told from noise.
          "mp3",
          "wav",
          "flac",
          "aac",
          "aiff",
          "ac3",
          "eac3",
          "w64",
          "caf",
          "amr");

  private static final Set<String> PLAYLISTS =
      Set.of("hls", "dash", "concat", "sdp", "rtsp", "imf", "webm_dash_manifest");

  /** For FFmpeg's {@code codec_whitelist}. */
  static final String DECODERS =
      String.join(
          ",",
          "h264,hevc,vp8,vp9,libvpx-vp9,libaom-av1,av1,mpeg4,mpeg2video,mpeg1video,mpegvideo",
          "msmpeg4,msmpeg4v2,msmpeg4v1,wmv1,wmv2,wmv3,vc1,flv,h263,h263i,theora,mjpeg,mjpegb,gif",
          "prores,dnxhd,dvvideo,ffv1,huffyuv,ffvhuff,utvideo,rawvideo,png,qtrle,cinepak,svq1,svq3",
          "vp6,vp6f,vp6a,indeo3,indeo5,msrle,msvideo1,flashsv,vvc",
          "aac,aac_latm,mp3,mp3float,mp2,mp2float,mp1,mp1float,ac3,eac3,dca,truehd,opus,libopus",
          "vorbis,flac,alac,wmav1,wmav2,wmapro,amrnb,amrwb,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt",
          "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_u8,pcm_s8,pcm_f32le,pcm_f64le",
          "pcm_alaw,pcm_mulaw");

  private AcceptedFormats() {}

  /**
   * @param names FFmpeg's name of a format, or several, comma-separated
   */
  static void check(String names) throws UnusableMediaException {
    if (anyOf(CONTAINERS, names)) {
      return;
    }
    if (anyOf(PLAYLISTS, names)) {
      throw new UnusableMediaException("a playlist (" + names + "), not a video file");
    }
    if (names.endsWith("_pipe") || names.startsWith("image2")) {
      throw new UnusableMediaException("a picture, not a video");
    }
    throw new UnusableMediaException("not a video file: its content looks like " + names);
  }

  private static boolean anyOf(Set<String> accepted, String names) {
    return Arrays.stream(names.split(",")).anyMatch(accepted::contains);
  }
}
