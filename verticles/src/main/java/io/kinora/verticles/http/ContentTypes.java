package io.kinora.verticles.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Which content type something has. */
final class ContentTypes {

  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";
  static final String PROBLEM = "application/problem+json";
  static final String UNKNOWN = "application/octet-stream";

  /** As many first bytes as {@link #sniff} looks at. */
  static final int HEAD_BYTES = 64;

  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", JSON),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private ContentTypes() {}

  /** By the ending of a file of our own. */
  static String ofName(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(ending, UNKNOWN);
  }

  /**
   * By the first bytes of a file that somebody sent, whatever it is called: containers that
   * browsers know and the three picture formats; all else is {@link #UNKNOWN}, so that nothing
   * uploaded is ever taken for a page.
   */
  static String sniff(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("ftyp", 4)) {
      return text.startsWith("qt  ", 8) ? "video/quicktime" : "video/mp4";
    }
    if (text.startsWith("\u001aE\u00df\u00a3")) {
      return text.contains("webm") ? "video/webm" : "video/x-matroska";
    }
    if (text.startsWith("OggS")) {
      return "video/ogg";
    }
    if (text.startsWith("RIFF")) {
      return text.startsWith("WEBP", 8)
          ? "image/webp"
          : text.startsWith("AVI ", 8) ? "video/x-msvideo" : UNKNOWN;
    }
    if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      return "image/png";
    }
    if (text.startsWith("\u0000\u0000\u0001\u00ba")
        || text.startsWith("\u0000\u0000\u0001\u00b3")) {
      return "video/mpeg";
    }
    return text.startsWith("G") && text.length() > 4 && head[0] == 0x47 ? "video/mp2t" : UNKNOWN;
  }
}
