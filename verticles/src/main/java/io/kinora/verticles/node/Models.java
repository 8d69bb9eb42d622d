package io.kinora.verticles.node;

import io.kinora.catalog.Generation;
import io.kinora.catalog.Generation.Spec;
import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.encode.Encoders;
import io.kinora.indexing.encode.RunOptions;
import io.kinora.indexing.encode.SightModel;
import io.kinora.indexing.encode.TextEncoder;
import io.kinora.indexing.encode.models.ModelFileException;
import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.indexing.shard.VectorSpaces.Space;
import io.kinora.search.Retriever;
import io.kinora.verticles.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The encoders of a generation of the index.
 *
 * @param text null where settings say none
 * @param sight null where settings say none
 * @param sightNote what people should know of the sight model, empty if nothing
 * @param floors by what compares vectors: the similarity below which two have nothing to do with
 *     one another; 0 where the model's file does not say
 */
public record Models(
    @Nullable TextEncoder text,
    @Nullable SightModel sight,
    String sightNote,
    VectorSpaces spaces,
    Map<Retriever, Double> floors)
    implements AutoCloseable {

  /** The model files an operator edits if this is an installation, else those in the jar. */
  public static ModelFiles files() {
    String home = System.getenv("KINORA_HOME");
    Path folder = Path.of(home == null ? "." : home, "conf", "models");
    try {
      return home != null && Files.isDirectory(folder)
          ? ModelFiles.load(folder)
          : ModelFiles.shipped();
    } catch (IOException | ModelFileException unreadable) {
      throw new NodeStartException(
          "The model files in " + folder + " cannot be used: " + unreadable.getMessage(),
          unreadable);
    }
  }

  /**
   * @param cache where pulled models lie
   * @throws InvalidValueException if there is no such model
   * @throws IOException if one must be pulled first, or its files are damaged
   */
  static Models open(ModelFiles files, Spec spec, NodeConfig.Device device, Path cache)
      throws IOException {
    Encoders encoders = new Encoders(files, new ModelStore(cache));
    RunOptions options =
        device == NodeConfig.Device.CUDA
            ? new RunOptions(RunOptions.Device.CUDA, 1, RunOptions.Weights.AUTO)
            : RunOptions.CPU;
    TextEncoder text =
        spec.textEncoder().equals(Generation.NONE)
            ? null
            : encoders.openText(spec.textEncoder(), options);
    SightModel sight = null;
    try {
      sight =
          spec.sightEncoder().equals(Generation.NONE)
              ? null
              : encoders.openSight(spec.sightEncoder(), options, options);
    } finally {
      if (sight == null && text != null && !spec.sightEncoder().equals(Generation.NONE)) {
        text.close();
      }
    }
    String note = sight == null ? "" : files.sight(sight.name()).card().note();
    Double textFloor = text == null ? null : files.text(text.name()).floor();
    Double sightFloor = sight == null ? null : files.sight(sight.name()).floor();
    VectorSpaces spaces =
        new VectorSpaces(
            new Space(spec.textEncoder(), spec.textDimension()),
            new Space(spec.sightEncoder(), spec.sightDimension()));
    return new Models(text, sight, note, spaces, floors(textFloor, sightFloor));
  }

  private static Map<Retriever, Double> floors(@Nullable Double text, @Nullable Double sight) {
    double seen = sight == null ? 0 : sight;
    return Map.of(
        Retriever.SEMANTIC,
        text == null ? 0.0 : text,
        Retriever.FRAME,
        seen,
        Retriever.VIDEO,
        seen);
  }

  /** The models' floors, with those replaced that an operator named. */
  Map<Retriever, Double> floors(Map<Retriever, Double> configured) {
    Map<Retriever, Double> chosen = new EnumMap<>(floors);
    chosen.putAll(configured);
    return chosen;
  }

  @Override
  public void close() {
    if (text != null) {
      text.close();
    }
    if (sight != null) {
      sight.close();
    }
  }
}
