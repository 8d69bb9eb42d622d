package io.kinora.indexing.encode;

import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.models.ModelFile;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.indexing.encode.models.TextInputs;
import io.kinora.indexing.encode.models.TextTower;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A transformer over tokens. Texts of like length share a run, so that little of it is padding.
 *
 * <p>Runs on the callers' threads, as many at a time as there are callers.
 */
public final class OnnxTextEncoder implements TextEncoder {

  private static final int MOST_TEXTS_PER_RUN = 32;

  /** Bounds memory: attention takes a number for each pair of a text's tokens, head and layer. */
  private static final int MOST_TOKENS_PER_RUN = 4096;

  private final String name;
  private final int dimension;
  private final TextTower tower;
  private final long padId;
  private final Tokens tokens;
  private final OnnxModel graph;

  private OnnxTextEncoder(
      String name, int dimension, TextTower tower, Tokens tokens, OnnxModel graph) {
    this.name = name;
    this.dimension = dimension;
    this.tower = tower;
    this.padId = tower.tokenizer().padId();
    this.tokens = tokens;
    this.graph = graph;
  }

  /**
   * Loads the model and runs it once, so that what is wrong with it shows now.
   *
   * @param model what the vectors are named after
   * @param tower its text side
   * @throws IOException if a file is missing, damaged or not what the model file says
   */
  static OnnxTextEncoder open(
      ModelFile model, TextTower tower, ModelStore store, RunOptions options) throws IOException {
    Tokens tokens = Tokens.open(store.file(model, tower.tokenizer().file()), tower.tokenizer());
    @Nullable OnnxModel graph = null;
    try {
      graph = OnnxModel.open(model.name(), store.file(model, tower.model()), options);
      refuseUnknownInputs(model.name(), graph.inputs(), tower.inputs());
      var encoder = new OnnxTextEncoder(model.name(), model.dimension(), tower, tokens, graph);
      encoder.encode(List.of("a", "two words"));
      return encoder;
    } catch (IOException | RuntimeException e) {
      tokens.close();
      if (graph != null) {
        graph.close();
      }
      throw e;
    }
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
  public List<Vector> encode(List<String> texts) {
    List<long[]> rows = texts.stream().map(tokens::of).toList();
    int[] byLength =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> rows.get(i).length))
            .mapToInt(Integer::intValue)
            .toArray();
    Vector[] vectors = new Vector[rows.size()];
    for (int from = 0; from < byLength.length; ) {
      int[] run = Arrays.copyOfRange(byLength, from, runEnd(rows, byLength, from));
      List<Vector> some = run(Arrays.stream(run).mapToObj(rows::get).toList());
      for (int i = 0; i < run.length; i++) {
        vectors[run[i]] = some.get(i);
      }
      from += run.length;
    }
    return List.of(vectors);
  }

  /** Where the run that starts at {@code from} ends, of rows in ascending length. */
  private int runEnd(List<long[]> rows, int[] byLength, int from) {
    if (!tower.batch()) {
      return from + 1;
    }
    int most = Math.min(from + MOST_TEXTS_PER_RUN, byLength.length);
    int end = from + 1;
    while (end < most && rows.get(byLength[end]).length * (end + 1 - from) <= MOST_TOKENS_PER_RUN) {
      end++;
    }
    return end;
  }

  private List<Vector> run(List<long[]> rows) {
    int width = tokens.width(rows);
    long[] ids = new long[rows.size() * width];
    long[] mask = new long[ids.length];
    for (int r = 0; r < rows.size(); r++) {
      long[] row = rows.get(r);
      int start = r * width;
      Arrays.fill(ids, start, start + width, padId);
      System.arraycopy(row, 0, ids, start, row.length);
      Arrays.fill(mask, start, start + row.length, 1);
    }
    Tensor output = graph.run(inputs(ids, mask, rows.size(), width), tower.output());
    return pooled(output, rows, width);
  }

  private List<Tensor.In> inputs(long[] ids, long[] mask, int rows, int width) {
    TextInputs names = tower.inputs();
    List<Tensor.In> inputs = new ArrayList<>(3);
    inputs.add(new Tensor.In(names.ids(), LongBuffer.wrap(ids), rows, width));
    String maskName = names.mask();
    if (maskName != null && graph.inputs().contains(maskName)) {
      inputs.add(new Tensor.In(maskName, LongBuffer.wrap(mask), rows, width));
    }
    String typesName = names.types();
    if (typesName != null && graph.inputs().contains(typesName)) {
      LongBuffer types = LongBuffer.wrap(new long[ids.length]);
      inputs.add(new Tensor.In(typesName, types, rows, width));
    }
    return inputs;
  }

  private List<Vector> pooled(Tensor output, List<long[]> rows, int width) {
    int rowLength =
        switch (tower.pooling()) {
          case CLS, MEAN -> width * dimension;
          case NONE -> dimension;
        };
    if (output.rowLength() != rowLength) {
      throw new EncodingException(
          "%s: output %s has shape %s, which is not %d numbers a %s"
              .formatted(
                  name,
                  tower.output(),
                  Arrays.toString(output.shape()),
                  dimension,
                  rowLength == dimension ? "text" : "token"));
    }
    List<Vector> vectors = new ArrayList<>(rows.size());
    for (int r = 0; r < rows.size(); r++) {
      int start = r * rowLength;
      float[] raw =
          switch (tower.pooling()) {
            case CLS, NONE -> Arrays.copyOfRange(output.values(), start, start + dimension);
            case MEAN -> mean(output.values(), start, rows.get(r).length);
          };
      vectors.add(UnitVectors.of(name, raw));
    }
    return vectors;
  }

  /** The sum serves as the mean: only the direction counts. */
  private float[] mean(float[] values, int start, int count) {
    float[] sum = new float[dimension];
    for (int t = 0; t < count; t++) {
      for (int d = 0; d < dimension; d++) {
        sum[d] += values[start + t * dimension + d];
      }
    }
    return sum;
  }

  private static void refuseUnknownInputs(String model, Set<String> wanted, TextInputs named)
      throws IOException {
    for (String input : wanted) {
      if (!input.equals(named.ids())
          && !input.equals(named.mask())
          && !input.equals(named.types())) {
        throw new IOException(
            "%s: the graph wants an input %s, which the model file does not name"
                .formatted(model, input));
      }
    }
    if (!wanted.contains(named.ids())) {
      throw new IOException(
          "%s: the graph has no input %s, only %s".formatted(model, named.ids(), wanted));
    }
  }

  @Override
  public void close() {
    graph.close();
    tokens.close();
  }
}
