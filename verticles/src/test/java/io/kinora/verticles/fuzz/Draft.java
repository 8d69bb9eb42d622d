package io.kinora.verticles.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A request in the making; whatever is put into it is written as it is. */
final class Draft {

  enum Framing {
    LENGTH,
    CHUNKED
  }

  final List<String> done = new ArrayList<>();
  final List<String> headers = new ArrayList<>();
  String method;
  String target;
  String version = "HTTP/1.1";
  byte[] body = {};
  boolean hasBody;
  Framing framing = Framing.LENGTH;
  boolean wellFormed = true;

  Draft(String method, String target) {
    this.method = method;
    this.target = target;
  }

  void header(String name, String value) {
    headers.add(name + ": " + value);
  }

  void removeHeader(String name) {
    headers.removeIf(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1));
  }

  void body(String text) {
    body(text.getBytes(StandardCharsets.UTF_8));
  }

  void body(byte[] bytes) {
    body = bytes;
    hasBody = true;
  }

  String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  byte[] bytes(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 1_024);
    write(out, method + " " + target + " " + version + "\r\n");
    for (String header : headers) {
      write(out, header + "\r\n");
    }
    if (!hasBody) {
      write(out, "\r\n");
    } else if (framing == Framing.LENGTH) {
      write(out, "Content-Length: " + body.length + "\r\n\r\n");
      out.writeBytes(body);
    } else {
      write(out, "Transfer-Encoding: chunked\r\n\r\n");
      chunks(out, random);
    }
    return out.toByteArray();
  }

  private void chunks(ByteArrayOutputStream out, Random random) {
    int least = body.length / 50;
    for (int at = 0; at < body.length; ) {
      int size = Math.min(body.length - at, 1 + least + random.nextInt(2_000));
      write(out, Integer.toHexString(size) + (random.nextInt(9) == 0 ? ";a=b" : "") + "\r\n");
      out.write(body, at, size);
      write(out, "\r\n");
      at += size;
    }
    write(out, random.nextInt(9) == 0 ? "0\r\nX-Trailer: 1\r\n\r\n" : "0\r\n\r\n");
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
