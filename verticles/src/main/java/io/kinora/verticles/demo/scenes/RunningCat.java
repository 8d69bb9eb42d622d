package io.kinora.verticles.demo.scenes;

import static io.kinora.verticles.demo.paint.Canvas.HEIGHT;
import static io.kinora.verticles.demo.paint.Canvas.WIDTH;
import static io.kinora.verticles.demo.paint.Tint.rgb;

import io.kinora.verticles.demo.paint.Forms;
import io.kinora.verticles.demo.paint.Layer;
import io.kinora.verticles.demo.paint.Light;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;

/** Muybridge's twenty-four views of a cat, shown one after the other: the film they never were. */
final class RunningCat implements Scene {

  private static final double VIEWS_PER_SECOND = 10;
  private static final int ROUNDS = 3;

  /** On the plate: where each row of views ends, and where in each view the cat's nose is. */
  private static final int[] BOTTOMS = {121, 246, 373, 499};

  private static final int[][] NOSES = {
    {158, 329, 492, 665, 833, 1004},
    {156, 315, 483, 654, 816, 999},
    {158, 328, 491, 664, 830, 1002},
    {156, 326, 495, 661, 832, 1003}
  };

  private static final int[] LEFT_EDGES = {10, 177, 345, 514, 683, 851};
  private static final int CELL_WIDTH = 163;
  private static final int VIEW_WIDTH = 152;
  private static final int VIEW_HEIGHT = 105;
  private static final int BEHIND_NOSE = 144;

  private static final int SHOWN_HEIGHT = 334;
  private static final int SHOWN_WIDTH = SHOWN_HEIGHT * VIEW_WIDTH / VIEW_HEIGHT;
  private static final double BRIGHTNESS = 138;

  private final Layer plate =
      Layer.opaque(
              g ->
                  Forms.fill(
                      g,
                      Forms.down(0, rgb(0x4a3d31), HEIGHT, rgb(0x352b22)),
                      Forms.box(0, 0, WIDTH, HEIGHT, 0)))
          .mottled(2, 3, 3, 0.2);
  private final Layer[] views = new Layer[24];

  RunningCat() {
    BufferedImage sheet = Pictures.load("locomotion-house-cat.jpg");
    for (int i = 0; i < views.length; i++) {
      views[i] = view(sheet, i / 6, i % 6);
    }
  }

  @Override
  public double seconds() {
    return ROUNDS * views.length / VIEWS_PER_SECOND;
  }

  @Override
  public void paint(Graphics2D g, double t) {
    plate.draw(g);
    int view = (int) Math.floor(t * VIEWS_PER_SECOND + 1e-6) % views.length;
    views[view].draw(g, (WIDTH - SHOWN_WIDTH) / 2, (HEIGHT - SHOWN_HEIGHT) / 2);
  }

  /** Cut so that nose and ground stay in place, and evened out in brightness. */
  private static Layer view(BufferedImage sheet, int row, int column) {
    int last = LEFT_EDGES[column] + CELL_WIDTH - VIEW_WIDTH;
    int left = Math.max(LEFT_EDGES[column], Math.min(last, NOSES[row][column] - BEHIND_NOSE));
    BufferedImage cut =
        sheet.getSubimage(left, BOTTOMS[row] - VIEW_HEIGHT, VIEW_WIDTH, VIEW_HEIGHT);
    BufferedImage even =
        new RescaleOp((float) (BRIGHTNESS / brightness(cut)), 0, null).filter(cut, null);
    return Layer.clear(
        SHOWN_WIDTH,
        SHOWN_HEIGHT,
        g -> {
          Shape frame = Forms.box(0, 0, SHOWN_WIDTH, SHOWN_HEIGHT, 10);
          g.setRenderingHint(
              RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
          g.clip(frame);
          g.drawImage(even, 0, 0, SHOWN_WIDTH, SHOWN_HEIGHT, null);
          Light.vignette(g, 0.3);
        });
  }

  /** Mean of the green channel. */
  private static double brightness(BufferedImage image) {
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        sum += (image.getRGB(x, y) >> 8) & 255;
      }
    }
    return sum / (image.getWidth() * image.getHeight());
  }
}
