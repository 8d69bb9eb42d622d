package io.kinora.verticles.config;

import java.util.List;

/** How files are decoded, and the models that turn words and frames into vectors. */
final class MediaSettings {

  private static final Setting<String> ENCODERS_TEXT =
      Setting.text(
          "encoders.text",
          "bge-small-en-v1.5",
          "none, or the name of a text model (kinora models list)",
          "The model that turns words into vectors; none where publishers and clients bring"
              + " theirs.");
  private static final Setting<String> ENCODERS_SIGHT =
      Setting.text(
          "encoders.sight",
          "frame-encoder",
          "none, or the name of a sight model (kinora models list)",
          "The model that turns frames into vectors.");
  private static final Setting<Integer> TEXT_DIMENSION =
      Setting.integer(
          "vectors.text-dimension",
          384,
          2,
          4096,
          "Length of text vectors where encoders.text is none.");
  private static final Setting<Integer> SIGHT_DIMENSION =
      Setting.integer(
          "vectors.sight-dimension",
          384,
          2,
          4096,
          "Length of frame and video vectors where encoders.sight is none.");
  private static final Setting<NodeConfig.Device> EMBEDDING_DEVICE =
      Setting.choice(
          "embedding.device",
          NodeConfig.Device.CPU,
          NodeConfig.Device.class,
          "Where models run; cuda needs the GPU build.");
  private static final Setting<Integer> EMBEDDING_INSTANCES =
      Setting.integer("embedding.instances", 1, 1, 64, "Workers that embed.");
  private static final Setting<Integer> EMBEDDING_BATCH =
      Setting.integer("embedding.batch", 32, 1, 1024, "The largest batch given to a model.");
  private static final Setting<Integer> MEDIA_INSTANCES =
      Setting.integer("media.instances", 1, 1, 64, "Files decoded at a time.");
  private static final Setting<Integer> MEDIA_KEY_FRAMES =
      Setting.integer("media.key-frames", 64, 1, 1000, "The most key frames kept of a video.");
  private static final Setting<Integer> MEDIA_DECODE_S =
      Setting.integer(
          "media.decode-s", 120, 1, 3600, "The longest that decoding one file may take, seconds.");
  private static final Setting<Integer> MEDIA_FRAME_BY_FRAME_S =
      Setting.integer(
          "media.frame-by-frame-s",
          180,
          0,
          3600,
          "Videos up to this long are decoded frame by frame, longer ones by samples, seconds.");

  /** All of them, in the order in which they are shown. */
  static final List<Setting<?>> ALL =
      List.of(
          ENCODERS_TEXT,
          ENCODERS_SIGHT,
          TEXT_DIMENSION,
          SIGHT_DIMENSION,
          EMBEDDING_DEVICE,
          EMBEDDING_INSTANCES,
          EMBEDDING_BATCH,
          MEDIA_INSTANCES,
          MEDIA_KEY_FRAMES,
          MEDIA_DECODE_S,
          MEDIA_FRAME_BY_FRAME_S);

  private MediaSettings() {}

  static NodeConfig.Encoders encoders(Settings s) {
    return new NodeConfig.Encoders(
        s.get(ENCODERS_TEXT), s.get(ENCODERS_SIGHT), s.get(TEXT_DIMENSION), s.get(SIGHT_DIMENSION));
  }

  static NodeConfig.Embedding embedding(Settings s) {
    return new NodeConfig.Embedding(
        s.get(EMBEDDING_DEVICE), s.get(EMBEDDING_INSTANCES), s.get(EMBEDDING_BATCH));
  }

  static NodeConfig.Media media(Settings s) {
    return new NodeConfig.Media(
        s.get(MEDIA_INSTANCES),
        s.get(MEDIA_KEY_FRAMES),
        s.get(MEDIA_DECODE_S),
        s.get(MEDIA_FRAME_BY_FRAME_S));
  }
}
