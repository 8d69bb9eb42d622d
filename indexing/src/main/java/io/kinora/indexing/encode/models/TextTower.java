package io.kinora.indexing.encode.models;

import java.util.Map;

/**
 * How a text becomes a vector: tokens, a transformer in ONNX, pooling, length 1.
 *
 * @param model the ONNX file
 * @param inputs what the graph calls its inputs
 * @param tokenizer text to tokens
 * @param output the graph's output that is used
 * @param pooling how one vector is made of that output
 * @param batch whether several texts may share a run. False for dynamically quantised graphs: they
 *     scale activations by the largest in the run, so a text's vector would depend on its company
 */
public record TextTower(
    String model,
    TextInputs inputs,
    TokenizerSettings tokenizer,
    String output,
    Pooling pooling,
    boolean batch)
    implements QuerySide {

  public TextTower {
    Check.required("model", model);
    Check.required("inputs", inputs);
    Check.required("tokenizer", tokenizer);
    Check.required("output", output);
    Check.required("pooling", pooling);
  }

  @Override
  public void checkFiles(String path, Map<String, FileSource> files) {
    Check.listed(path + ".model", model, files);
    Check.listed(path + ".tokenizer.file", tokenizer.file(), files);
  }
}
