package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;

import io.kinora.verticles.demo.paint.Motion;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** A photograph under a camera that travels slowly: a pan, a zoom, or both. */
final class Photograph implements Scene {

  /**
   * What the camera sees.
   *
   * @param x centre across, 0 (left edge) to 1
   * @param y centre down, 0 (upper edge) to 1
   * @param width share of the picture's width in view, up to 1
   */
  record View(double x, double y, double width) {}

  private final BufferedImage picture;
  private final View from;
  private final View to;

  Photograph(String name, View from, View to) {
    this.picture = Pictures.load(name);
    this.from = from;
    this.to = to;
  }

  @Override
  public void paint(Graphics2D g, double t) {
    double share = 0.5 - 0.5 * Math.cos(Math.PI * Motion.clamp(t / seconds()));
    double width = picture.getWidth() * from.width * Math.pow(to.width / from.width, share);
    double height = width * HEIGHT / WIDTH;
    double left = Motion.lerp(from.x, to.x, share) * picture.getWidth() - width / 2;
    double top = Motion.lerp(from.y, to.y, share) * picture.getHeight() - height / 2;
    left = Math.max(0, Math.min(picture.getWidth() - width, left));
    top = Math.max(0, Math.min(picture.getHeight() - height, top));
    AffineTransform camera = AffineTransform.getScaleInstance(WIDTH / width, WIDTH / width);
    camera.translate(-left, -top);
    g.drawImage(picture, camera, null);
  }
}
