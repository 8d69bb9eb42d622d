package io.kinora.verticles.node;

import io.kinora.indexing.media.MediaWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Small films to upload. */
final class Films {

  private Films() {}

  /** Two seconds of a meadow under a sky with a sun that moves. */
  static Path meadow(Path target) throws IOException {
    BufferedImage picture = new BufferedImage(320, 180, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = picture.createGraphics();
    try (MediaWriter writer = MediaWriter.open(target, 320, 180, 10)) {
      for (int i = 0; i < 20; i++) {
        g.setColor(new Color(120, 170, 230));
        g.fillRect(0, 0, 320, 90);
        g.setColor(new Color(60, 140, 50));
        g.fillRect(0, 90, 320, 90);
        g.setColor(Color.YELLOW);
        g.fillOval(20 + i * 8, 20, 30, 30);
        writer.add(picture);
      }
    } finally {
      g.dispose();
    }
    return target;
  }
}
