package io.kinora.indexing.media;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** Media that tests make for themselves. */
final class TestMedia {

  static final int WIDTH = 128;
  static final int HEIGHT = 96;
  static final int RATE = 10;

  private TestMedia() {}

  static MediaLimits limits(int maxKeyFrames, Duration maxDecodeTime, long maxPixels) {
    return limits(maxKeyFrames, maxDecodeTime, maxPixels, Duration.ofMinutes(2));
  }

  static MediaLimits limits(
      int maxKeyFrames, Duration maxDecodeTime, long maxPixels, Duration frameByFrame) {
    MediaLimits usual = MediaLimits.DEFAULT;
    return new MediaLimits(
        maxKeyFrames,
        maxDecodeTime,
        maxPixels,
        usual.longSide(),
        usual.uniformInterval(),
        usual.sceneThreshold(),
        frameByFrame,
        usual.maxDuration(),
        usual.probeBytes());
  }

  /** Scenes of unlike colours, {@code seconds} each, in which something moves. */
  static Path scenes(Path file, int scenes, int seconds) throws IOException {
    try (MediaWriter writer = MediaWriter.open(file, WIDTH, HEIGHT, RATE)) {
      for (int i = 0; i < scenes * seconds * RATE; i++) {
        writer.add(scene(i / (seconds * RATE), i));
      }
    }
    return file;
  }

  /** A picture that belongs to a scene; {@code step} moves what moves in it. */
  static BufferedImage scene(int scene, int step) {
    return scene(WIDTH, HEIGHT, scene, step);
  }

  static BufferedImage scene(int width, int height, int scene, int step) {
    Color[] colours = {
      new Color(30, 60, 200), new Color(230, 160, 30), new Color(40, 160, 60),
      new Color(240, 240, 240), new Color(150, 20, 120), new Color(60, 200, 220)
    };
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Color colour = colours[scene % colours.length];
    graphics.setPaint(new GradientPaint(0, 0, colour, width, height, colour.darker()));
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(colours[(scene + 2) % colours.length]);
    graphics.fillRect(step % width, height / 3, width / 8, height / 8);
    graphics.dispose();
    return image;
  }

  /** A photograph-like picture: soft blobs of random place, size and colour. */
  static RgbImage blobs(int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(
        new GradientPaint(0, 0, colour(random, 255), width, height, colour(random, 255)));
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < 14; i++) {
      graphics.setColor(colour(random, 200));
      int side = width / 8 + random.nextInt(width / 3);
      int x = random.nextInt(width) - side / 2;
      graphics.fillOval(x, random.nextInt(height) - side / 2, side, side);
    }
    graphics.dispose();
    return Pictures.rgb(image);
  }

  /** The whole picture in one colour. */
  static RgbImage filled(int width, int height, Color colour) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) colour.getRed();
      rgb[i + 1] = (byte) colour.getGreen();
      rgb[i + 2] = (byte) colour.getBlue();
    }
    return new RgbImage(width, height, rgb);
  }

  /** A second of 8 kHz sound. */
  static Path wav(Path file) throws IOException {
    int bytes = 8000;
    ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000);
    wav.putShort((short) 1).putShort((short) 8);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    return Files.write(file, wav.array());
  }

  /** Silence with a cover picture, as music is sold. */
  static Path mp3WithCover(Path file) throws IOException {
    byte[] cover = Thumbnails.jpeg(blobs(200, 200, 1), 200, 0.8f);
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    picture.write(0);
    picture.writeBytes("image/jpeg".getBytes(StandardCharsets.US_ASCII));
    picture.writeBytes(new byte[] {0, 3, 0});
    picture.writeBytes(cover);
    ByteArrayOutputStream mp3 = new ByteArrayOutputStream();
    mp3.writeBytes("ID3".getBytes(StandardCharsets.US_ASCII));
    mp3.writeBytes(new byte[] {3, 0, 0});
    int tag = picture.size() + 10;
    mp3.writeBytes(
        new byte[] {
          (byte) (tag >> 21 & 127),
          (byte) (tag >> 14 & 127),
          (byte) (tag >> 7 & 127),
          (byte) (tag & 127)
        });
    mp3.writeBytes("APIC".getBytes(StandardCharsets.US_ASCII));
    mp3.writeBytes(ByteBuffer.allocate(6).putInt(picture.size()).array());
    mp3.writeBytes(picture.toByteArray());
    byte[] silentFrame = new byte[417];
    System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xfb, (byte) 0x90, 0}, 0, silentFrame, 0, 4);
    for (int i = 0; i < 100; i++) {
      mp3.writeBytes(silentFrame);
    }
    return Files.write(file, mp3.toByteArray());
  }

  private static Color colour(Random random, int alpha) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), alpha);
  }
}
