package io.kinora.indexing.encode;

import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.RunOptions.Device;
import io.kinora.indexing.encode.models.FrameTower;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.indexing.encode.models.PixelSettings;
import io.kinora.indexing.encode.models.SightModelFile;
import io.kinora.indexing.media.RgbImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** An image network. Runs on the callers' threads, as many at a time as there are callers. */
public final class OnnxFrameEncoder implements FrameEncoder {

  /** Keeps a run's memory bounded (19 MB of 224x224 pixels); longer lists take several runs. */
  static final int MOST_FRAMES_PER_RUN = 32;

  private static final int CACHE_LINE = 64;

  private final String name;
  private final int dimension;
  private final FrameTower tower;
  private final FrameShaping shaping;
  private final OnnxModel graph;

  private OnnxFrameEncoder(SightModelFile model, OnnxModel graph) {
    this.name = model.name();
    this.dimension = model.dimension();
    this.tower = model.frames();
    this.shaping = new FrameShaping(tower.pixels());
    this.graph = graph;
  }

  /**
   * Loads the model and runs it once, so that what is wrong with it shows now.
   *
   * @throws IOException if a file is missing, damaged or not what the model file says
   */
  static OnnxFrameEncoder open(SightModelFile model, ModelStore store, RunOptions options)
      throws IOException {
    String file = weights(model.frames(), options);
    OnnxModel graph = OnnxModel.open(model.name(), store.file(model, file), options);
    try {
      if (!graph.inputs().equals(Set.of(model.frames().input()))) {
        throw new IOException(
            "%s: the graph's inputs are %s, not %s"
                .formatted(model.name(), graph.inputs(), model.frames().input()));
      }
      OnnxFrameEncoder encoder = new OnnxFrameEncoder(model, graph);
      RgbImage black = encoder.prepare(new RgbImage(1, 1, new byte[3]));
      encoder.encode(List.of(black, black));
      return encoder;
    } catch (IOException | RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  /** Which of a model's variants these options mean on this machine. */
  private static String weights(FrameTower tower, RunOptions options) {
    String int8 = tower.int8();
    if (int8 == null) {
      return tower.model();
    }
    return switch (options.weights()) {
      case FP32 -> tower.model();
      case INT8 -> int8;
      case AUTO -> options.device() == Device.CPU && Cpu.hasVnni() ? int8 : tower.model();
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public RgbImage prepare(RgbImage frame) {
    return shaping.shaped(frame);
  }

  @Override
  public List<Vector> encode(List<RgbImage> prepared) {
    prepared.forEach(this::refuseOtherSize);
    List<Vector> vectors = new ArrayList<>(prepared.size());
    for (int from = 0; from < prepared.size(); from += MOST_FRAMES_PER_RUN) {
      int to = Math.min(from + MOST_FRAMES_PER_RUN, prepared.size());
      vectors.addAll(run(prepared.subList(from, to)));
    }
    return vectors;
  }

  private List<Vector> run(List<RgbImage> frames) {
    PixelSettings pixels = tower.pixels();
    long[] shape = {frames.size(), 3, pixels.height(), pixels.width()};
    long numbers = shape[0] * shape[1] * shape[2] * shape[3];
    // Freed at once after the run; a direct buffer would wait for the garbage collector.
    try (Arena arena = Arena.ofConfined()) {
      FloatBuffer planes =
          arena
              .allocate(numbers * Float.BYTES, CACHE_LINE)
              .asByteBuffer()
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      frames.forEach(frame -> shaping.write(frame, planes));
      Tensor.In input = new Tensor.In(tower.input(), planes.flip(), shape);
      return rows(graph.run(List.of(input), tower.output()), frames.size());
    }
  }

  private List<Vector> rows(Tensor output, int frames) {
    if (output.values().length != (long) frames * dimension) {
      throw new EncodingException(
          "%s: output %s has shape %s, which is not %d numbers a frame"
              .formatted(name, tower.output(), Arrays.toString(output.shape()), dimension));
    }
    List<Vector> vectors = new ArrayList<>(frames);
    for (int start = 0; start < output.values().length; start += dimension) {
      float[] row = Arrays.copyOfRange(output.values(), start, start + dimension);
      vectors.add(UnitVectors.of(name, row));
    }
    return vectors;
  }

  private void refuseOtherSize(RgbImage frame) {
    PixelSettings pixels = tower.pixels();
    if (frame.width() != pixels.width() || frame.height() != pixels.height()) {
      throw new IllegalArgumentException(
          "%s takes prepared frames of %dx%d, got %dx%d"
              .formatted(name, pixels.width(), pixels.height(), frame.width(), frame.height()));
    }
  }

  @Override
  public void close() {
    graph.close();
  }
}
