package io.kinora.indexing.picture;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures of smooth colours, and how they are stored. */
public final class MadePictures {

  /** 1 by 1, lossy. */
  public static final byte[] WEBP_LOSSY =
      base64("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

  /** 1 by 1, lossless. */
  public static final byte[] WEBP_LOSSLESS =
      base64("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

  /** Lossless, and ends long before it has told the 3000 x 3000 pixels that its header claims. */
  public static final byte[] WEBP_CUT_SHORT =
      base64("UklGRhoAAABXRUJQVlA4TA0AAAAvt8vtAhcQERGIfv4HLg==");

  /** Lossless, 3000 x 3000 pixels of one colour: none takes a bit of the file. */
  public static final byte[] WEBP_OF_ONE_COLOUR =
      base64("UklGRhoAAABXRUJQVlA4TA0AAAAvt8vtAgcQERGIiP4HAA==");

  public static final byte[] WEBP_ANIMATED =
      base64(
          "UklGRlIAAABXRUJQVlA4WAoAAAASAAAAAAAAAAAAQU5JTQYAAAD/////AABBTk1GJgAAAAAAAAAAAAAAAAAA"
              + "AGQAAABWUDhMDQAAAC8AAAAQBxAREYiI/gcA");

  private MadePictures() {}

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  /** Red grows to the right, green downwards; blue is one half. */
  static int colour(double right, double down) {
    return 0xff000080 | (int) (255 * right) << 16 | (int) (255 * down) << 8;
  }

  static BufferedImage gradient(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colour((x + 0.5) / width, (y + 0.5) / height));
      }
    }
    return image;
  }

  public static byte[] jpeg(int width, int height) {
    return encoded("jpeg", gradient(width, height, BufferedImage.TYPE_3BYTE_BGR));
  }

  public static byte[] png(int width, int height) {
    return encoded("png", gradient(width, height, BufferedImage.TYPE_3BYTE_BGR));
  }

  static byte[] encoded(String format, BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("no writer for " + format);
      }
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return bytes.toByteArray();
  }

  /**
   * A JPEG of raw components, as printers' programs write them, without a word of what they are.
   */
  static byte[] jpegOf(WritableRaster raster) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      writer.write(null, new IIOImage(raster, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The upright gradient as a camera stores it that was held in one of eight ways. */
  public static byte[] turned(int width, int height, int orientation) {
    BufferedImage upright = gradient(width, height, BufferedImage.TYPE_3BYTE_BGR);
    boolean beside = orientation >= 5;
    BufferedImage stored =
        new BufferedImage(
            beside ? height : width, beside ? width : height, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < stored.getHeight(); y++) {
      for (int x = 0; x < stored.getWidth(); x++) {
        int rgb =
            switch (orientation) {
              case 2 -> upright.getRGB(width - 1 - x, y);
              case 3 -> upright.getRGB(width - 1 - x, height - 1 - y);
              case 4 -> upright.getRGB(x, height - 1 - y);
              case 5 -> upright.getRGB(y, x);
              case 6 -> upright.getRGB(width - 1 - y, x);
              case 7 -> upright.getRGB(width - 1 - y, height - 1 - x);
              case 8 -> upright.getRGB(y, height - 1 - x);
              default -> upright.getRGB(x, y);
            };
        stored.setRGB(x, y, rgb);
      }
    }
    return withExif(encoded("jpeg", stored), orientation);
  }

  private static byte[] withExif(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(36).order(ByteOrder.BIG_ENDIAN);
    exif.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes());
    exif.putInt(0x4d4d002a).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    return ByteBuffer.allocate(jpeg.length + 36)
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A PNG whose header claims a size; there is next to nothing in it. */
  public static byte[] pngClaiming(int width, int height) {
    byte[] png = png(4, 4);
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    java.util.zip.CRC32 sum = new java.util.zip.CRC32();
    sum.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
    return png;
  }

  /** A JPEG whose frame header claims a size. */
  public static byte[] jpegClaiming(int width, int height) {
    byte[] jpeg = jpeg(16, 16);
    for (int i = 2; i < jpeg.length - 9; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
        return jpeg;
      }
    }
    throw new IllegalStateException("no frame header");
  }

  /** A JPEG that goes over the picture again and again. */
  public static byte[] jpegOfManyScans(int scans) {
    byte[] jpeg = jpeg(16, 16);
    int scan = 2;
    while ((jpeg[scan] & 0xff) != 0xff || (jpeg[scan + 1] & 0xff) != 0xda) {
      scan++;
    }
    int length = jpeg.length - 2 - scan;
    ByteBuffer bytes = ByteBuffer.allocate(scan + scans * length + 2);
    bytes.put(jpeg, 0, scan);
    for (int i = 0; i < scans; i++) {
      bytes.put(jpeg, scan, length);
    }
    return bytes.put((byte) 0xff).put((byte) 0xd9).array();
  }
}
