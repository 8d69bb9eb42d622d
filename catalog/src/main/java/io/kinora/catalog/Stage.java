package io.kinora.catalog;

/** The stages that a video's background work goes through. */
public enum Stage {
  /** Decode the file, choose key frames, make thumbnails and pixels. CPU and FFmpeg. */
  DECODE,
  /** Turn text and pixels into vectors. ONNX Runtime on a CPU or GPU. */
  EMBED
}
