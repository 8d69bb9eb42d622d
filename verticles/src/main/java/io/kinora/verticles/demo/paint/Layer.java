package io.kinora.verticles.demo.paint;

import java.awt.AlphaComposite;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.function.Consumer;

/** A picture painted once and drawn in every frame: whatever of a scene stays as it is. */
public final class Layer {

  /** The colour of one pixel. */
  @FunctionalInterface
  public interface Shader {
    /** Packed ARGB, not premultiplied. */
    int argb(int x, int y);
  }

  private final BufferedImage image;

  private Layer(BufferedImage image) {
    this.image = image;
  }

  /** A backdrop the size of the canvas. */
  public static Layer opaque(Consumer<Graphics2D> painter) {
    return painted(Canvas.WIDTH, Canvas.HEIGHT, BufferedImage.TYPE_INT_RGB, painter);
  }

  /** A transparent sheet. */
  public static Layer clear(int width, int height, Consumer<Graphics2D> painter) {
    return painted(width, height, BufferedImage.TYPE_INT_ARGB_PRE, painter);
  }

  private static Layer painted(int width, int height, int type, Consumer<Graphics2D> painter) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D g = Canvas.smooth(image.createGraphics());
    painter.accept(g);
    g.dispose();
    return new Layer(image);
  }

  /** A sheet whose every pixel is computed. */
  public static Layer shaded(int width, int height, Shader shader) {
    BufferedImage plain = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    int[] pixels = ((DataBufferInt) plain.getRaster().getDataBuffer()).getData();
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        pixels[i] = shader.argb(x, y);
      }
    }
    return clear(width, height, g -> g.drawImage(plain, 0, 0, null));
  }

  /**
   * Lightens and darkens what is painted, as grass, stone or cloth would.
   *
   * @param grainX size of the grain in pixels, across
   * @param grainY size of the grain in pixels, down
   * @param strength 0 (none) to 1
   */
  public Layer mottled(int seed, double grainX, double grainY, double strength) {
    Noise noise = new Noise(seed);
    boolean premultiplied = image.getType() == BufferedImage.TYPE_INT_ARGB_PRE;
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int width = image.getWidth();
    for (int i = 0; i < pixels.length; i++) {
      if (premultiplied && pixels[i] >>> 24 == 0) {
        continue;
      }
      double light = noise.fbm((i % width) / grainX, (i / width) / grainY, 4) * 2 - 1;
      int limit = premultiplied ? pixels[i] >>> 24 : 255;
      pixels[i] = capped(Tint.lit(pixels[i], 1 + strength * light), limit);
    }
    return this;
  }

  /** A premultiplied channel may not exceed its alpha. */
  private static int capped(int argb, int limit) {
    return (argb & 0xff000000)
        | Math.min((argb >> 16) & 255, limit) << 16
        | Math.min((argb >> 8) & 255, limit) << 8
        | Math.min(argb & 255, limit);
  }

  /** Out of focus. */
  public Layer blurred(int radius) {
    for (int pass = 0; pass < 2; pass++) {
      Blur.box(image, radius);
    }
    return this;
  }

  public void draw(Graphics2D g) {
    g.drawImage(image, 0, 0, null);
  }

  /** Whole positions are copied, others are interpolated, so slow motion does not jitter. */
  public void draw(Graphics2D g, double x, double y) {
    if (x == Math.rint(x) && y == Math.rint(y)) {
      g.drawImage(image, (int) x, (int) y, null);
      return;
    }
    g.drawImage(image, AffineTransform.getTranslateInstance(x, y), null);
  }

  public void draw(Graphics2D g, double x, double y, double alpha) {
    if (alpha <= 0) {
      return;
    }
    Composite before = g.getComposite();
    g.setComposite(AlphaComposite.SrcOver.derive((float) Math.min(1, alpha)));
    draw(g, x, y);
    g.setComposite(before);
  }

  /** Centred on a point, turned and sized. */
  public void stamp(Graphics2D g, double x, double y, double scale, double radians, double alpha) {
    if (alpha <= 0) {
      return;
    }
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.rotate(radians);
    place.scale(scale, scale);
    place.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
    Composite before = g.getComposite();
    g.setComposite(AlphaComposite.SrcOver.derive((float) Math.min(1, alpha)));
    g.drawImage(image, place, null);
    g.setComposite(before);
  }

  /** Tiles to the left without end; {@code x} is how far the sheet has moved. */
  public void scroll(Graphics2D g, double x, double y) {
    int width = image.getWidth();
    double start = -(x - Math.floor(x / width) * width);
    for (double at = start; at < Canvas.WIDTH; at += width) {
      draw(g, at, y);
    }
  }

  BufferedImage image() {
    return image;
  }
}
