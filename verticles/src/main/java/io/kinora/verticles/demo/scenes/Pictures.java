package io.kinora.verticles.demo.scenes;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The photographs that come with the program. */
final class Pictures {

  private static final String FOLDER = "/demo/photos/";

  private Pictures() {}

  static BufferedImage load(String name) {
    try (InputStream file = Pictures.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        throw new IllegalStateException("missing from the program: " + FOLDER + name);
      }
      BufferedImage stored = ImageIO.read(file);
      // Java 2D interpolates packed pixels several times faster than a JPEG's byte triples.
      BufferedImage packed =
          new BufferedImage(stored.getWidth(), stored.getHeight(), BufferedImage.TYPE_INT_RGB);
      Graphics2D g = packed.createGraphics();
      g.drawImage(stored, 0, 0, null);
      g.dispose();
      return packed;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
