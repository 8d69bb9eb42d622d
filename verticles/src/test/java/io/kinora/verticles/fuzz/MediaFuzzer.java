package io.kinora.verticles.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes files that are nearly films. The same seed makes the same file. */
final class MediaFuzzer {

  private static final int INDEX = 1_500;
  private static final int[] SIZES = {
    0, 1, 7, 8, 9, 16, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0, 1 << 20
  };

  private static final List<String> TYPES =
      List.of(
          "video/mp4",
          "video/webm",
          "application/octet-stream",
          "image/png",
          "text/html",
          "application/json",
          "audio/mpeg",
          "x/y");

  private static final List<String> NO_FILMS =
      List.of(
          "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
          "ffconcat version 1.0\nfile '/etc/passwd'\n",
          "<?xml version=\"1.0\"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>",
          "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\"/></svg>",
          "<html><script>alert(1)</script></html>",
          "GIF89a\u00ff\u00ff\u00ff\u00ff\u00f7\u0000\u0000,\u0000\u0000\u0000\u0000",
          "\u0089PNG\r\n"
              + "\u001a\n"
              + "\u0000\u0000\u0000\r"
              + "IHDR\u007f\u00ff\u00ff\u00ff\u007f\u00ff\u00ff\u00ff",
          "RIFF\u00ff\u00ff\u00ff\u00ffWEBPVP8X",
          "OggS\u0000\u0002",
          "FLV\u0001\u0005",
          "PK\u0003\u0004",
          "RIFF$\u0000\u0000\u0000WAVEfmt \u0010\u0000\u0000\u0000\u0001\u0000\u0001\u0000",
          "\u001aE\u00df\u00a3\u0001\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
          "%PDF-1.7",
          "\u0000",
          "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nc=IN IP4 127.0.0.1\r\nm=video 5004 RTP/AVP 96\r\n");

  private final List<byte[]> seeds;

  /**
   * A file to be uploaded.
   *
   * @param about what was done to it
   * @param type that it is given out as
   */
  record File(String about, String type, byte[] bytes) {}

  MediaFuzzer(List<byte[]> seeds) {
    this.seeds = seeds;
  }

  File file(long seed) {
    Random random = new Random(seed);
    String type = random.nextInt(4) == 0 ? Values.one(random, TYPES) : "video/mp4";
    if (random.nextInt(20) == 0) {
      String text = Values.one(random, NO_FILMS);
      return new File("no film", type, text.getBytes(StandardCharsets.ISO_8859_1));
    }
    int which = random.nextInt(2) == 0 ? 0 : random.nextInt(seeds.size());
    byte[] bytes = seeds.get(which).clone();
    List<String> about = new ArrayList<>(List.of("seed " + which));
    for (int i = 1 + random.nextInt(2); i > 0 && bytes.length > 16; i--) {
      int kind = random.nextInt(10);
      bytes = mutated(random, kind, bytes);
      about.add("mutation " + kind);
    }
    return new File(String.join(", ", about), type, bytes.length == 0 ? new byte[1] : bytes);
  }

  private byte[] mutated(Random random, int kind, byte[] bytes) {
    return switch (kind) {
      case 0 -> flipped(random, bytes, bytes.length);
      case 1 -> flipped(random, bytes, Math.min(INDEX, bytes.length));
      case 2 -> Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      case 3 -> numbers(random, bytes);
      case 4 -> boxSizes(random, bytes);
      case 5 -> boxMoved(random, bytes);
      case 6 -> boxNames(random, bytes);
      case 7 -> spliced(random, bytes, Values.one(random, seeds));
      case 8 -> piece(random, bytes);
      default -> nested(random, bytes);
    };
  }

  private static byte[] flipped(Random random, byte[] bytes, int reach) {
    for (int i = 1 + random.nextInt(40); i > 0; i--) {
      bytes[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** Overwrites numbers of four bytes where they usually lie. */
  private static byte[] numbers(Random random, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(Math.min(INDEX, bytes.length) / 4 - 1) * 4;
      buffer.putInt(at, SIZES[random.nextInt(SIZES.length)]);
    }
    return bytes;
  }

  private static byte[] boxSizes(Random random, byte[] bytes) {
    List<Integer> boxes = boxes(bytes);
    if (boxes.isEmpty()) {
      return numbers(random, bytes);
    }
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = Values.one(random, boxes);
      int size = ByteBuffer.wrap(bytes).getInt(at);
      int other =
          random.nextBoolean()
              ? size + random.nextInt(33) - 16
              : SIZES[random.nextInt(SIZES.length)];
      ByteBuffer.wrap(bytes).putInt(at, other);
    }
    return bytes;
  }

  private static byte[] boxNames(Random random, byte[] bytes) {
    List<Integer> boxes = boxes(bytes);
    if (boxes.size() > 1) {
      int from = Values.one(random, boxes);
      System.arraycopy(bytes, from + 4, bytes, Values.one(random, boxes) + 4, 4);
    }
    return bytes;
  }

  /** Takes a box out, doubles it, or puts it where another begins. */
  private static byte[] boxMoved(Random random, byte[] bytes) {
    List<Integer> boxes = boxes(bytes);
    if (boxes.isEmpty()) {
      return piece(random, bytes);
    }
    int at = Values.one(random, boxes);
    int end = Math.min(bytes.length, at + Math.max(8, ByteBuffer.wrap(bytes).getInt(at)));
    byte[] box = Arrays.copyOfRange(bytes, at, Math.max(at, end));
    int target = Values.one(random, boxes);
    return random.nextBoolean() ? without(bytes, at, end) : inserted(bytes, target, box);
  }

  private static byte[] nested(Random random, byte[] bytes) {
    int depth = 1 + random.nextInt(2_000);
    String name = Values.one(random, List.of("moov", "trak", "udta", "meta", "free", "edts"));
    ByteBuffer open = ByteBuffer.allocate(depth * 8);
    for (int i = 0; i < depth; i++) {
      open.putInt((depth - i) * 8 + bytes.length);
      open.put(name.getBytes(StandardCharsets.US_ASCII));
    }
    return WireDamage.joined(open.array(), bytes);
  }

  private static byte[] spliced(Random random, byte[] bytes, byte[] other) {
    byte[] head = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    int from = Math.min(other.length, random.nextBoolean() ? head.length : 0);
    return WireDamage.joined(head, Arrays.copyOfRange(other, from, other.length));
  }

  private static byte[] piece(Random random, byte[] bytes) {
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(2_000));
    return switch (random.nextInt(3)) {
      case 0 -> without(bytes, at, end);
      case 1 -> inserted(bytes, at, Arrays.copyOfRange(bytes, at, end));
      default -> {
        Arrays.fill(bytes, at, end, (byte) 0);
        yield bytes;
      }
    };
  }

  private static byte[] without(byte[] bytes, int at, int end) {
    return WireDamage.joined(
        Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
  }

  private static byte[] inserted(byte[] bytes, int at, byte[] piece) {
    return WireDamage.joined(
        WireDamage.joined(Arrays.copyOf(bytes, at), piece),
        Arrays.copyOfRange(bytes, at, bytes.length));
  }

  /** Where boxes begin: four letters after a size that the file has room for. */
  private static List<Integer> boxes(byte[] bytes) {
    List<Integer> found = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int at = 0; at + 8 <= bytes.length && at < 4 * INDEX; at++) {
      long size = buffer.getInt(at) & 0xffffffffL;
      boolean named = true;
      for (int i = 4; i < 8; i++) {
        named &= bytes[at + i] >= 'a' && bytes[at + i] <= 'z';
      }
      if (named && size >= 8 && at + size <= bytes.length) {
        found.add(at);
      }
    }
    return found;
  }
}
