package io.kinora.indexing.encode;

import io.kinora.indexing.encode.OnnxWriter.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A sight model that takes as long as CLIP ViT-B/32 and sees nothing: its image network has that
 * shape (12 layers of 768 numbers, 12 heads, 50 tokens, 86 M weights; Radford et al. 2021) and
 * random weights, which make no difference to the time. So it can be measured without internet how
 * well a node keeps such a network busy.
 *
 * <p>Argument: a folder, into whose {@code conf/models} the model goes (345 MB). A program started
 * with {@code KINORA_HOME} set to that folder knows it as {@code clip-shaped}.
 */
public final class ClipShapedModel {

  private static final int LAYERS = 12;
  private static final int WIDTH = 768;
  private static final int HEADS = 12;
  private static final int INNER = 4 * WIDTH;
  private static final int PATCH = 32;
  private static final int PATCHES = 7 * 7;
  private static final int TOKENS = PATCHES + 1;

  /** That of the text encoder, whose words it pretends to compare with. */
  private static final int DIMENSION = 384;

  private final OnnxWriter graph = new OnnxWriter();
  private final Random random = new Random(1);
  private int made;

  private ClipShapedModel() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0], "conf", "models"));
    Files.write(folder.resolve("clip-shaped.onnx"), new ClipShapedModel().bytes());
    Files.writeString(
        folder.resolve("clip-shaped.yaml"),
        """
        kind: sight
        name: clip-shaped
        dimension: 384
        card: {title: CLIP's shape, summary: For measuring time., licence: Apache-2.0, source: random}
        files:
          clip-shaped.onnx: {path: clip-shaped.onnx}
          query_centre.json:
            resource: models/frame-encoder/query_centre.json
            sha256: ee86ef4cbe01f6d56f8c3303564d2ef7dfb734afc5f8acbe7f381ac8a6c9cef6
            bytes: 4873
        frames:
          model: clip-shaped.onnx
          input: pixel_values
          output: image_embeds
          pixels:
            width: 224
            height: 224
            resize: shortest-side-centre-crop
            filter: bicubic
            mean: [0.48145466, 0.4578275, 0.40821073]
            std: [0.26862954, 0.26130258, 0.27577711]
            channels: rgb
        query:
          encoder: bge-small-en-v1.5
          centre: query_centre.json
        """);
  }

  private byte[] bytes() {
    graph
        .floats("pixel_values", "n", 3, 224, 224)
        .constant("patches", 0, WIDTH, PATCHES)
        .constant("heads", 0, TOKENS, HEADS, WIDTH / HEADS)
        .constant("joined", 0, TOKENS, WIDTH)
        .constant("row", -1, WIDTH)
        .constant("first", 0)
        .weights("steep", new long[0], 1.702f)
        .weights("scale", new long[0], (float) Math.sqrt((double) HEADS / WIDTH))
        .weights("epsilon", new long[0], 1e-5f);
    String tokens = normalised(embedded());
    for (int layer = 0; layer < LAYERS; layer++) {
      tokens = op("Add", tokens, attention(normalised(tokens)));
      tokens = op("Add", tokens, perceptron(normalised(tokens)));
    }
    String first = op("Gather", List.of(tokens, "first"), Attribute.of("axis", 1));
    String row = normalised(op("Reshape", first, "row"));
    graph.node("MatMul", List.of(row, weights(WIDTH, DIMENSION)), "image_embeds");
    return graph.output("image_embeds", "n", DIMENSION).bytes();
  }

  /** The mean of the patches stands for CLIP's learned first token. */
  private String embedded() {
    String kernel = weights(WIDTH, 3, PATCH, PATCH);
    String planes =
        op(
            "Conv",
            List.of("pixel_values", kernel),
            Attribute.list("kernel_shape", PATCH, PATCH),
            Attribute.list("strides", PATCH, PATCH));
    String patches = transposed(op("Reshape", planes, "patches"), 0, 2, 1);
    String mean =
        op("ReduceMean", List.of(patches), Attribute.list("axes", 1), Attribute.of("keepdims", 1));
    String tokens = op("Concat", List.of(mean, patches), Attribute.of("axis", 1));
    return op("Add", tokens, weights(TOKENS, WIDTH));
  }

  private String attention(String tokens) {
    String queries = transposed(heads(tokens), 0, 2, 1, 3);
    String keys = transposed(heads(tokens), 0, 2, 3, 1);
    String values = transposed(heads(tokens), 0, 2, 1, 3);
    String likeness = op("MatMul", op("Mul", queries, "scale"), keys);
    String shares = op("Softmax", List.of(likeness), Attribute.of("axis", -1));
    String seen = transposed(op("MatMul", shares, values), 0, 2, 1, 3);
    return linear(op("Reshape", seen, "joined"), WIDTH, WIDTH);
  }

  private String heads(String tokens) {
    return op("Reshape", linear(tokens, WIDTH, WIDTH), "heads");
  }

  private String perceptron(String tokens) {
    String inner = linear(tokens, WIDTH, INNER);
    String gate = op("Sigmoid", List.of(op("Mul", inner, "steep")));
    return linear(op("Mul", inner, gate), INNER, WIDTH);
  }

  /** As exporters write it; the runtime makes one operator of it. */
  private String normalised(String tokens) {
    String centred = op("Sub", tokens, mean(tokens));
    String variance = op("Add", mean(op("Mul", centred, centred)), "epsilon");
    String unit = op("Div", centred, op("Sqrt", List.of(variance)));
    return op("Add", op("Mul", unit, weights(WIDTH)), weights(WIDTH));
  }

  private String mean(String tokens) {
    return op(
        "ReduceMean", List.of(tokens), Attribute.list("axes", -1), Attribute.of("keepdims", 1));
  }

  private String linear(String tokens, int from, int to) {
    return op("Add", op("MatMul", tokens, weights(from, to)), weights(to));
  }

  private String transposed(String tokens, long... order) {
    return op("Transpose", List.of(tokens), Attribute.list("perm", order));
  }

  private String op(String operator, String left, String right) {
    return op(operator, List.of(left, right));
  }

  private String op(String operator, List<String> in, Attribute... attributes) {
    String out = "t" + made++;
    graph.node(operator, in, out, attributes);
    return out;
  }

  private String weights(long... shape) {
    int size = 1;
    for (long axis : shape) {
      size *= (int) axis;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (random.nextFloat() - 0.5f) * 0.1f;
    }
    String name = "w" + made++;
    graph.weights(name, shape, values);
    return name;
  }
}
