package io.kinora.verticles.node;

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
import io.kinora.verticles.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The encoders in use.
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

  static Models open(NodeConfig config, Path cache) {
    ModelFiles files = files();
    Encoders encoders = new Encoders(files, new ModelStore(cache));
    boolean cuda = config.embedding().device() == Settings.Device.CUDA;
    RunOptions options =
        cuda ? new RunOptions(RunOptions.Device.CUDA, 1, RunOptions.Weights.AUTO) : RunOptions.CPU;
    NodeConfig.Encoders chosen = config.encoders();
    try {
      TextEncoder text =
          chosen.text().equals(NodeConfig.NONE) ? null : encoders.openText(chosen.text(), options);
      SightModel sight =
          chosen.sight().equals(NodeConfig.NONE)
              ? null
              : encoders.openSight(chosen.sight(), options, options);
      String note = sight == null ? "" : files.sight(sight.name()).card().note();
      Double textFloor = text == null ? null : files.text(text.name()).floor();
      Double sightFloor = sight == null ? null : files.sight(sight.name()).floor();
      return new Models(
          text, sight, note, spaces(chosen, text, sight), floors(textFloor, sightFloor));
    } catch (InvalidValueException | IOException unusable) {
      throw new NodeStartException(
          "An encoder could not be loaded: " + unusable.getMessage(), unusable);
    }
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

  private static VectorSpaces spaces(
      NodeConfig.Encoders chosen, @Nullable TextEncoder text, @Nullable SightModel sight) {
    return new VectorSpaces(
        text == null
            ? new Space(NodeConfig.NONE, chosen.textDimension())
            : new Space(text.name(), text.dimension()),
        sight == null
            ? new Space(NodeConfig.NONE, chosen.sightDimension())
            : new Space(sight.name(), sight.dimension()));
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
