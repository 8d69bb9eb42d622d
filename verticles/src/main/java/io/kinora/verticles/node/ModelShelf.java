package io.kinora.verticles.node;

import io.kinora.catalog.Generation;
import io.kinora.catalog.Generation.Spec;
import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.verticles.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The models in use on this node: generations with the same encoders share them, and they are
 * unloaded with the last of these.
 */
final class ModelShelf implements AutoCloseable {

  private final ModelFiles files = Models.files();
  private final NodeConfig config;
  private final Path cache;
  private final Map<Names, Loaded> loaded = new HashMap<>();

  private record Names(String text, String sight) {

    static Names of(Spec spec) {
      return new Names(spec.textEncoder(), spec.sightEncoder());
    }
  }

  /** Guarded by the shelf. */
  private static final class Loaded {
    private final Models models;
    private int holders;

    Loaded(Models models) {
      this.models = models;
    }
  }

  /**
   * @param cache where pulled models lie
   */
  ModelShelf(NodeConfig config, Path cache) {
    this.config = config;
    this.cache = cache;
  }

  /** What the settings ask for. */
  Spec configured() {
    NodeConfig.Encoders encoders = config.encoders();
    return spec(encoders.text(), encoders.sight(), config.search().language());
  }

  /**
   * @throws InvalidValueException if there is no such model
   */
  Spec spec(String text, String sight, String language) {
    NodeConfig.Encoders own = config.encoders();
    boolean noText = text.equals(Generation.NONE);
    boolean noSight = sight.equals(Generation.NONE);
    return new Spec(
        text,
        noText ? own.textDimension() : files.text(text).dimension(),
        sight,
        noSight ? own.sightDimension() : files.sight(sight).dimension(),
        language);
  }

  /**
   * Loads what a generation needs, unless it is here already. To be given back. Takes seconds.
   *
   * @throws InvalidValueException if there is no such model
   * @throws IOException if it must be pulled first, or its files are damaged
   */
  synchronized Models take(Spec spec) throws IOException {
    Loaded here = loaded.get(Names.of(spec));
    if (here == null) {
      here = new Loaded(Models.open(files, spec, config.embedding().device(), cache));
      loaded.put(Names.of(spec), here);
    }
    here.holders++;
    return here.models;
  }

  synchronized void giveBack(Spec spec) {
    Loaded here = loaded.get(Names.of(spec));
    if (here != null && --here.holders == 0) {
      loaded.remove(Names.of(spec));
      here.models.close();
    }
  }

  @Override
  public synchronized void close() {
    loaded.values().forEach(left -> left.models.close());
    loaded.clear();
  }
}
