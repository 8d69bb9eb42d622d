package io.kinora.indexing.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats that are taken, by their first bytes; and what others look like. */
enum Format {
  JPEG,
  PNG,
  WEBP,
  GIF;

  private static final int MAGIC_BYTES = 12;
  private static final int TEXT_BYTES = 256;

  /** Empty if the bytes begin like none of them. */
  static Optional<Format> of(byte[] bytes) {
    if (starts(bytes, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (starts(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (starts(bytes, 0, "RIFF") && starts(bytes, 8, "WEBP")) {
      return Optional.of(WEBP);
    }
    if (starts(bytes, 0, "GIF87a") || starts(bytes, 0, "GIF89a")) {
      return Optional.of(GIF);
    }
    return Optional.empty();
  }

  /** What bytes look like that are none of the formats, for people. */
  static String seen(byte[] bytes) {
    if (starts(bytes, 4, "ftyp")) {
      String brand = bytes.length < MAGIC_BYTES ? "" : latin(bytes, 8, MAGIC_BYTES).strip();
      return switch (brand) {
        case "avif", "avis" -> "AVIF";
        case "heic", "heix", "mif1", "hevc", "msf1" -> "HEIF";
        default -> "a video or audio file (MP4)";
      };
    }
    if (starts(bytes, 0, "BM")) {
      return "BMP";
    }
    if (starts(bytes, 0, "II*\0") || starts(bytes, 0, "MM\0*")) {
      return "TIFF";
    }
    if (starts(bytes, 0, "%PDF")) {
      return "PDF";
    }
    if (starts(bytes, 0, "\u001aE\u00df\u00a3")) {
      return "a video or audio file (Matroska)";
    }
    if (starts(bytes, 0, "RIFF")) {
      return "a RIFF file that is no WebP";
    }
    return text(bytes);
  }

  private static String text(byte[] bytes) {
    String beginning =
        new String(bytes, 0, Math.min(bytes.length, TEXT_BYTES), StandardCharsets.UTF_8)
            .replace("\ufeff", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (beginning.contains("<svg")) {
      return "SVG";
    }
    if (beginning.startsWith("<!doctype html") || beginning.startsWith("<html")) {
      return "HTML";
    }
    if (beginning.startsWith("<?xml")) {
      return "XML";
    }
    boolean readable =
        beginning.chars().allMatch(c -> c != 0xfffd && (c >= ' ' || Character.isWhitespace(c)));
    return readable ? "text" : "something unknown";
  }

  private static boolean starts(byte[] bytes, int at, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= at + wanted.length
        && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }

  private static String latin(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
