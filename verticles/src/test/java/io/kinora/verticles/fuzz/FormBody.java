package io.kinora.verticles.fuzz;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** A form with a picture in the making, part by part. */
final class FormBody {

  private static final List<byte[]> PICTURES = pictures();
  private static final List<String> BOUNDARIES =
      List.of("x", "----kinora", "a'()+_,-./:=?b", "\"in quotes\"", "y".repeat(70));

  private final String boundary;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  FormBody(Random random) {
    boundary = Values.one(random, BOUNDARIES);
  }

  String type() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** A part; a value of null stands for a picture, whole or damaged, or for what is none. */
  void part(Random random, String name, @Nullable String value) {
    String file = value == null ? "; filename=\"../a.png\"\r\nContent-Type: image/png" : "";
    write("--" + boundary.replace("\"", "") + "\r\nContent-Disposition: form-data; name=\"");
    write(name + "\"" + file + "\r\n\r\n");
    if (value == null) {
      bytes.writeBytes(picture(random));
    } else {
      write(value);
    }
    write("\r\n");
  }

  byte[] end() {
    write("--" + boundary.replace("\"", "") + "--\r\n");
    return bytes.toByteArray();
  }

  private static byte[] picture(Random random) {
    byte[] picture = Values.one(random, PICTURES).clone();
    for (int i = random.nextInt(3) == 0 ? 1 + random.nextInt(12) : 0; i > 0; i--) {
      picture[random.nextInt(picture.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(12) == 0
        ? Arrays.copyOf(picture, random.nextInt(picture.length))
        : picture;
  }

  private static List<byte[]> pictures() {
    BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(40, 90, 200));
    graphics.fillRect(0, 0, 96, 64);
    graphics.setColor(Color.ORANGE);
    graphics.fillOval(20, 10, 40, 40);
    graphics.dispose();
    return Stream.of("jpeg", "png", "gif", "bmp").map(format -> written(image, format)).toList();
  }

  private static byte[] written(BufferedImage image, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("no writer of " + format);
      }
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return out.toByteArray();
  }

  private void write(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
