package io.kinora.verticles.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What happens to the bytes of a request, whatever they mean. */
final class WireDamage {

  private static final int HEAD = 400;

  private static final List<String> OPENINGS =
      List.of(
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "\u0016\u0003\u0001\u0002\u0000\u0001",
          "GET /\r\n\r\n",
          "\r\n\r\n\r\n",
          "GET\r\n\r\n",
          "GET / HTTP/9.9\r\n\r\n",
          " GET / HTTP/1.1\r\n\r\n",
          "GET  /  HTTP/1.1\r\n\r\n",
          "\u0000\u0000\u0000\u0000",
          "HTTP/1.1 200 OK\r\n\r\n");

  private WireDamage() {}

  static byte[] of(Random random, byte[] bytes) {
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> flipped(random, bytes, bytes.length);
      case 2 -> flipped(random, bytes, Math.min(HEAD, bytes.length));
      case 3 -> joined(Values.one(random, OPENINGS).getBytes(StandardCharsets.ISO_8859_1), bytes);
      case 4 ->
          new String(bytes, StandardCharsets.ISO_8859_1)
              .replace("\r\n", "\n")
              .getBytes(StandardCharsets.ISO_8859_1);
      default -> {
        int at = random.nextInt(bytes.length);
        byte[] noise = new byte[1 + random.nextInt(64)];
        random.nextBytes(noise);
        yield joined(
            joined(Arrays.copyOf(bytes, at), noise), Arrays.copyOfRange(bytes, at, bytes.length));
      }
    };
  }

  private static byte[] flipped(Random random, byte[] bytes, int reach) {
    byte[] damaged = bytes.clone();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
