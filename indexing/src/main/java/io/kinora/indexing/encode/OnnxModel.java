package io.kinora.indexing.encode;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * An ONNX graph in DJL's ONNX Runtime engine. Safe for use by several threads: each run has a
 * predictor, and so an owner for its native arrays, of its own. Closing waits for the runs under
 * way.
 */
final class OnnxModel implements AutoCloseable {

  static {
    // Kinora brings everything it runs. Without these DJL may look for PyTorch to lend it array
    // arithmetic, and reports its use home; an environment variable of the operator still wins.
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
    setIfAbsent("ai.djl.onnx.disable_alternative", "true");
  }

  private final ZooModel<NDList, NDList> model;
  private final String name;
  private final Set<String> inputs;
  private final Closing closing;

  private OnnxModel(String name, ZooModel<NDList, NDList> model) {
    this.name = name;
    this.model = model;
    this.inputs = Set.copyOf(model.describeInput().keys());
    this.closing = new Closing(name);
  }

  /** Has the effect of loading this class, and so of keeping DJL off the network. */
  static void stayOffline() {}

  /**
   * @param name of the model, for errors
   * @throws IOException if the file is no graph that can be run on the device
   */
  static OnnxModel open(String name, Path file, RunOptions options) throws IOException {
    Criteria<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optModelPath(file.toAbsolutePath().getParent())
            .optModelName(file.getFileName().toString())
            .optEngine("OnnxRuntime")
            .optDevice(options.device() == RunOptions.Device.CUDA ? Device.gpu() : Device.cpu())
            .optOption("intraOpNumThreads", Integer.toString(options.threads()))
            .optOption("interOpNumThreads", "1")
            .optTranslator(new NoopTranslator())
            .build();
    try {
      ZooModel<NDList, NDList> loaded = criteria.loadModel();
      OnnxEnvironment.hold();
      return new OnnxModel(name, loaded);
    } catch (MalformedModelException | ModelNotFoundException | RuntimeException e) {
      String hint =
          options.device() == RunOptions.Device.CUDA
              ? "; cuda needs an NVIDIA driver, CUDA 12, cuDNN 9 and a build with -Pgpu"
              : "";
      throw new IOException(
          "%s: %s cannot be loaded on %s: %s%s"
              .formatted(name, file, options.device(), rootMessage(e), hint),
          e);
    }
  }

  /** Names of the graph's inputs. */
  Set<String> inputs() {
    return inputs;
  }

  /**
   * Runs the graph once.
   *
   * @param given exactly the graph's inputs
   * @param output the output that is wanted, of floats
   * @throws java.util.concurrent.CancellationException if the model was closed
   */
  Tensor run(List<Tensor.In> given, String output) {
    return closing.during(() -> predict(given, output));
  }

  private Tensor predict(List<Tensor.In> given, String output) {
    try (Predictor<List<Tensor.In>, Tensor> predictor = model.newPredictor(new Run(name, output))) {
      return predictor.predict(given);
    } catch (TranslateException e) {
      throw new EncodingException(name + " could not be run: " + rootMessage(e), e);
    }
  }

  @Override
  public void close() {
    closing.close(model::close);
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private record Run(String name, String output)
      implements NoBatchifyTranslator<List<Tensor.In>, Tensor> {

    @Override
    public NDList processInput(TranslatorContext context, List<Tensor.In> given) {
      NDList list = new NDList(given.size());
      for (Tensor.In in : given) {
        DataType type = DataType.fromBuffer(in.data());
        NDArray array = context.getNDManager().create(in.data(), new Shape(in.shape()), type);
        array.setName(in.name());
        list.add(array);
      }
      return list;
    }

    @Override
    public Tensor processOutput(TranslatorContext context, NDList outputs) {
      NDArray found = outputs.get(output);
      if (found == null) {
        List<String> names = outputs.stream().map(NDArray::getName).toList();
        throw new EncodingException(name + " has no output " + output + ", only " + names);
      }
      return new Tensor(found.getShape().getShape(), found.toFloatArray());
    }
  }
}
