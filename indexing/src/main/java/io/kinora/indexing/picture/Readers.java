package io.kinora.indexing.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The reader for each format, whatever else is registered with ImageIO. */
final class Readers {

  private Readers() {}

  static ImageReader of(Format format) throws IOException {
    return switch (format) {
      case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
      case JPEG -> jdk("jpeg");
      case PNG -> jdk("png");
      case GIF -> jdk("gif");
    };
  }

  private static ImageReader jdk(String name) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(name);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IOException("this Java has no reader for " + name);
  }
}
