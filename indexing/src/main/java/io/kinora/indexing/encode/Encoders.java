package io.kinora.indexing.encode;

import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.models.CentredQuery;
import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.indexing.encode.models.SightModelFile;
import io.kinora.indexing.encode.models.TextModelFile;
import io.kinora.indexing.encode.models.TextTower;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Opens encoders by name. Whoever opens one closes it. A text model that several need (for {@code
 * text_vector} and, centred, for queries by sight) is loaded once and unloaded with the last of
 * them.
 */
public final class Encoders {

  private final ModelFiles models;
  private final ModelStore store;
  private final Map<Key, Shared> shared = new HashMap<>();

  public Encoders(ModelFiles models, ModelStore store) {
    this.models = models;
    this.store = store;
  }

  /**
   * @throws io.kinora.catalog.InvalidValueException if there is no text model of that name
   * @throws io.kinora.indexing.encode.models.ModelNotInstalledException if it must be pulled first
   * @throws IOException if a file is damaged or not what the model file says
   */
  public TextEncoder openText(String name, RunOptions options) throws IOException {
    TextModelFile model = models.text(name);
    synchronized (shared) {
      Key key = new Key(name, options);
      Shared entry = shared.get(key);
      if (entry == null) {
        entry = new Shared(key, OnnxTextEncoder.open(model, model.text(), store, options));
        shared.put(key, entry);
      }
      entry.holders++;
      return new Lease(entry);
    }
  }

  /**
   * @param frames how the frames' side runs
   * @param words how the queries' side runs; equal to that of {@link #openText} if it should share
   *     that encoder
   * @throws io.kinora.catalog.InvalidValueException if there is no sight model of that name
   * @throws io.kinora.indexing.encode.models.ModelNotInstalledException if it must be pulled first
   * @throws IOException if a file is damaged or not what the model file says
   */
  public SightModel openSight(String name, RunOptions frames, RunOptions words) throws IOException {
    SightModelFile model = models.sight(name);
    FrameEncoder frameEncoder = OnnxFrameEncoder.open(model, store, frames);
    try {
      return new SightModel(frameEncoder, openWords(model, words));
    } catch (IOException | RuntimeException e) {
      frameEncoder.close();
      throw e;
    }
  }

  private TextEncoder openWords(SightModelFile model, RunOptions options) throws IOException {
    return switch (model.query()) {
      case TextTower tower -> OnnxTextEncoder.open(model, tower, store, options);
      case CentredQuery query -> {
        float[] centre =
            CentredTextEncoder.readCentre(store.file(model, query.centre()), model.dimension());
        yield new CentredTextEncoder(model.name(), openText(query.encoder(), options), centre);
      }
    };
  }

  private void release(Shared entry) {
    synchronized (shared) {
      entry.holders--;
      if (entry.holders == 0) {
        shared.remove(entry.key);
        entry.encoder.close();
      }
    }
  }

  private record Key(String name, RunOptions options) {}

  /** A loaded encoder and how many hold it; guarded by {@code shared}. */
  private static final class Shared {
    private final Key key;
    private final TextEncoder encoder;
    private int holders;

    Shared(Key key, TextEncoder encoder) {
      this.key = key;
      this.encoder = encoder;
    }
  }

  /** One holder's view of a shared encoder. */
  private final class Lease implements TextEncoder {

    private final Shared entry;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Lease(Shared entry) {
      this.entry = entry;
    }

    @Override
    public String name() {
      return entry.encoder.name();
    }

    @Override
    public int dimension() {
      return entry.encoder.dimension();
    }

    @Override
    public List<Vector> encode(List<String> texts) {
      if (!open.get()) {
        throw new CancellationException(name() + " was closed");
      }
      return entry.encoder.encode(texts);
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        release(entry);
      }
    }
  }
}
