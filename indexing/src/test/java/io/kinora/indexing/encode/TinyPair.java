package io.kinora.indexing.encode;

import io.kinora.indexing.encode.OnnxWriter.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A model of 4 numbers for words and frames, with the anatomy of CLIP or SigLIP and the size of a
 * page: a token's vector is its row of a table, a frame's is a matrix times its mean colour.
 */
final class TinyPair {

  static final int BOS = 40;
  static final int EOS = 41;

  /** Colour to vector: [3, 4]. */
  static final float[] EYES = {1, 0, 0, 0.5f, 0, 1, 0, 0.25f, 0, 0, 1, 0};

  private TinyPair() {}

  /** A token's row. */
  static float[] row(int token) {
    return new float[] {token % 7 - 3, token % 5, 1, token % 3 - 1};
  }

  /** Sums the tokens' rows where the mask is 1. */
  static byte[] maskedWords() {
    return new OnnxWriter()
        .longs("input_ids", "n", "s")
        .longs("attention_mask", "n", "s")
        .weights("table", new long[] {64, 4}, table())
        .constant("last", 2)
        .constant("tokens", 1)
        .node("Gather", List.of("table", "input_ids"), "rows")
        .node("Cast", List.of("attention_mask"), "mask", Attribute.of("to", 1))
        .node("Unsqueeze", List.of("mask", "last"), "column")
        .node("Mul", List.of("rows", "column"), "kept")
        .node("ReduceSum", List.of("kept", "tokens"), "text_embeds", Attribute.of("keepdims", 0))
        .output("text_embeds", "n", 4)
        .bytes();
  }

  /** Means over all tokens, padding included; also gives the rows themselves. */
  static byte[] unmaskedWords() {
    return new OnnxWriter()
        .longs("input_ids", "n", "s")
        .weights("table", new long[] {64, 4}, table())
        .node("Gather", List.of("table", "input_ids"), "last_hidden_state")
        .node(
            "ReduceMean",
            List.of("last_hidden_state"),
            "pooler_output",
            Attribute.list("axes", 1),
            Attribute.of("keepdims", 0))
        .output("last_hidden_state", "n", "s", 4)
        .output("pooler_output", "n", 4)
        .bytes();
  }

  static byte[] eyes() {
    return new OnnxWriter()
        .floats("pixel_values", "n", 3, "h", "w")
        .weights("matrix", new long[] {3, 4}, EYES)
        .node("GlobalAveragePool", List.of("pixel_values"), "pooled")
        .node("Flatten", List.of("pooled"), "colour", Attribute.of("axis", 1))
        .node("MatMul", List.of("colour", "matrix"), "image_embeds")
        .output("image_embeds", "n", 4)
        .bytes();
  }

  /** Byte-level BPE as CLIP's: lower-cased, words end in {@code </w>}. */
  static String bpe() {
    return """
        {"version": "1.0", "truncation": null, "padding": null,
         "added_tokens": [
           {"id": 40, "content": "<|startoftext|>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": true, "special": true},
           {"id": 41, "content": "<|endoftext|>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true}],
         "normalizer": {"type": "Sequence", "normalizers": [
           {"type": "NFC"},
           {"type": "Replace", "pattern": {"Regex": "\\\\s+"}, "content": " "},
           {"type": "Lowercase"}]},
         "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
           {"type": "Split", "pattern": {"Regex": "'s|'t|[\\\\p{L}]+|[\\\\p{N}]|[^\\\\s\\\\p{L}\\\\p{N}]+"}, "behavior": "Removed", "invert": true},
           {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true}]},
         "post_processor": {"type": "RobertaProcessing", "sep": ["<|endoftext|>", 41], "cls": ["<|startoftext|>", 40], "trim_offsets": false, "add_prefix_space": false},
         "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true},
         "model": {"type": "BPE", "dropout": null, "unk_token": "<|endoftext|>",
           "continuing_subword_prefix": "", "end_of_word_suffix": "</w>", "fuse_unk": false,
           "vocab": {"a": 0, "c": 1, "d": 2, "e": 3, "g": 4, "o": 5, "r": 6, "t": 7,
             "a</w>": 8, "d</w>": 9, "g</w>": 10, "t</w>": 11, "s</w>": 12,
             "ca": 20, "cat</w>": 21, "do": 22, "dog</w>": 23, "re": 24, "red</w>": 25,
             "<|startoftext|>": 40, "<|endoftext|>": 41},
           "merges": ["c a", "ca t</w>", "d o", "do g</w>", "r e", "re d</w>"]}}
        """;
  }

  /** Unigram as SigLIP's: words begin with a low line, the text ends in {@code </s>}. */
  static String unigram() {
    return """
        {"version": "1.0", "truncation": null, "padding": null,
         "added_tokens": [
           {"id": 0, "content": "<pad>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
           {"id": 1, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
           {"id": 2, "content": "<unk>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true}],
         "normalizer": {"type": "Replace", "pattern": {"Regex": "[!?.,]"}, "content": ""},
         "pre_tokenizer": {"type": "Metaspace", "replacement": "\\u2581", "prepend_scheme": "always", "split": true},
         "post_processor": {"type": "TemplateProcessing",
           "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
           "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
           "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
         "decoder": {"type": "Metaspace", "replacement": "\\u2581", "prepend_scheme": "always", "split": true},
         "model": {"type": "Unigram", "unk_id": 2, "byte_fallback": false, "vocab": [
           ["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0],
           ["\\u2581a", -2.0], ["\\u2581cat", -3.0], ["\\u2581c", -5.0], ["at", -5.0], ["\\u2581red", -3.5], ["s", -4.0]]}}
        """;
  }

  /** Writes a CLIP-like model into a folder of model files. */
  static void writeClip(Path folder) throws IOException {
    Files.write(folder.resolve("eyes.onnx"), eyes());
    Files.write(folder.resolve("words.onnx"), maskedWords());
    Files.writeString(folder.resolve("bpe.json"), bpe());
    Files.writeString(
        folder.resolve("tiny-clip.yaml"),
        """
        kind: sight
        name: tiny-clip
        dimension: 4
        card: {title: Tiny CLIP, summary: For tests., licence: Apache-2.0, source: this test}
        files:
          eyes.onnx: {path: eyes.onnx}
          words.onnx: {path: words.onnx}
          bpe.json: {path: bpe.json}
        frames:
          model: eyes.onnx
          input: pixel_values
          output: image_embeds
          pixels:
            width: 8
            height: 8
            resize: shortest-side-centre-crop
            filter: bicubic
            mean: [0.48145466, 0.4578275, 0.40821073]
            std: [0.26862954, 0.26130258, 0.27577711]
            channels: rgb
        query:
          model: words.onnx
          inputs: {ids: input_ids, mask: attention_mask, types: token_type_ids}
          tokenizer: {file: bpe.json, max_length: 10, padding: longest, pad_id: 41, lower_case: false}
          output: text_embeds
          pooling: none
          batch: true
        """);
  }

  /** Writes a SigLIP-like model into a folder of model files. */
  static void writeSiglip(Path folder) throws IOException {
    Files.write(folder.resolve("eyes.onnx"), eyes());
    Files.write(folder.resolve("all-words.onnx"), unmaskedWords());
    Files.writeString(folder.resolve("unigram.json"), unigram());
    Files.writeString(
        folder.resolve("tiny-siglip.yaml"),
        """
        kind: sight
        name: tiny-siglip
        dimension: 4
        card: {title: Tiny SigLIP, summary: For tests., licence: Apache-2.0, source: this test}
        files:
          eyes.onnx: {path: eyes.onnx}
          words.onnx: {path: all-words.onnx}
          unigram.json: {path: unigram.json}
        frames:
          model: eyes.onnx
          input: pixel_values
          output: image_embeds
          pixels:
            width: 6
            height: 4
            resize: squash
            filter: bicubic
            mean: [0.5, 0.5, 0.5]
            std: [0.5, 0.5, 0.5]
            channels: bgr
        query:
          model: words.onnx
          inputs: {ids: input_ids}
          tokenizer: {file: unigram.json, max_length: 64, padding: max-length, pad_id: 1, lower_case: true}
          output: pooler_output
          pooling: none
          batch: true
        """);
  }

  private static float[] table() {
    float[] table = new float[64 * 4];
    for (int token = 0; token < 64; token++) {
      System.arraycopy(row(token), 0, table, token * 4, 4);
    }
    return table;
  }
}
