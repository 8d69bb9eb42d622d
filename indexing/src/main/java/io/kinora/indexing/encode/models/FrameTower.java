package io.kinora.indexing.encode.models;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a frame becomes a vector: exact preprocessing, an image network in ONNX, length 1.
 *
 * @param model the ONNX file
 * @param int8 the same network in 8-bit integers, used on CPUs that are fast and exact at it (VNNI)
 * @param input the graph's float32 input, [frames, 3, height, width]
 * @param output the graph's output that is used, [frames, dimension]
 * @param pixels from a picture of any size to that input
 */
public record FrameTower(
    String model, @Nullable String int8, String input, String output, PixelSettings pixels) {

  public FrameTower {
    Check.required("model", model);
    Check.required("input", input);
    Check.required("output", output);
    Check.required("pixels", pixels);
  }

  void checkFiles(String path, Map<String, FileSource> files) {
    Check.listed(path + ".model", model, files);
    if (int8 != null) {
      Check.listed(path + ".int8", int8, files);
    }
  }
}
