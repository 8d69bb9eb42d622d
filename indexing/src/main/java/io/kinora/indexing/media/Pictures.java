package io.kinora.indexing.media;

import java.awt.image.BufferedImage;

/** Between {@link RgbImage} and what ImageIO and Java 2D understand. */
final class Pictures {

  private Pictures() {}

  /** Any picture as RGB; what is transparent is shown on black. */
  static RgbImage rgb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage bgr = image;
    if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
      bgr = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
      var graphics = bgr.createGraphics();
      try {
        graphics.drawImage(image, 0, 0, null);
      } finally {
        graphics.dispose();
      }
    }
    byte[] rgb = (byte[]) bgr.getRaster().getDataElements(0, 0, width, height, null);
    return new RgbImage(width, height, rgb);
  }

  static BufferedImage buffered(RgbImage image) {
    BufferedImage buffered =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
    // A raster's elements are in the order of its bands: red, green, blue, however it is stored.
    buffered.getRaster().setDataElements(0, 0, image.width(), image.height(), image.rgb());
    return buffered;
  }
}
