package io.kinora.bench;

import io.kinora.catalog.Vector;
import io.kinora.indexing.encode.TextEncoder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Vectors of many texts, made once and kept in a file that is named after encoder and texts. A run
 * that was stopped goes on where it was.
 */
final class EncodedTexts {

  private static final int CHUNK = 256;

  private EncodedTexts() {}

  static List<Vector> of(List<String> texts, TextEncoder encoder, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(encoder.name() + "-" + digest(texts) + ".vectors");
    int bytes = encoder.dimension() * Float.BYTES;
    if (Files.exists(file) && Files.size(file) % bytes != 0) {
      Files.delete(file); // stopped in the middle of a vector
    }
    int kept = Files.exists(file) ? (int) (Files.size(file) / bytes) : 0;
    for (int from = kept; from < texts.size(); from += CHUNK) {
      List<String> chunk = texts.subList(from, Math.min(texts.size(), from + CHUNK));
      Files.write(
          file, encode(chunk, encoder), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      System.out.printf("%d of %d texts encoded%n", from + chunk.size(), texts.size());
    }
    return read(file, texts.size(), encoder.dimension());
  }

  private static byte[] encode(List<String> texts, TextEncoder encoder) {
    List<Vector> vectors =
        texts.parallelStream().map(text -> encoder.encode(List.of(text)).getFirst()).toList();
    ByteBuffer bytes = ByteBuffer.allocate(texts.size() * encoder.dimension() * Float.BYTES);
    for (Vector vector : vectors) {
      for (float value : vector.values()) {
        bytes.putFloat(value);
      }
    }
    return bytes.array();
  }

  private static List<Vector> read(Path file, int count, int dimension) throws IOException {
    List<Vector> vectors = new ArrayList<>(count);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int i = 0; i < count; i++) {
        float[] values = new float[dimension];
        for (int d = 0; d < dimension; d++) {
          values[d] = in.readFloat();
        }
        vectors.add(new Vector(values));
      }
    }
    return vectors;
  }

  private static String digest(List<String> texts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        sha.update(text.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
      }
      return HexFormat.of().formatHex(sha.digest(), 0, 8);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
