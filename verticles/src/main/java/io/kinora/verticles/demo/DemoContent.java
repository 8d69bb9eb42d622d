package io.kinora.verticles.demo;

import io.kinora.indexing.media.MediaWriter;
import io.kinora.verticles.demo.paint.Canvas;
import io.kinora.verticles.demo.scenes.Scene;
import io.kinora.verticles.demo.scenes.Scenes;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The demo's own library: its cards, and the films made to go with them. */
public final class DemoContent {

  public static final int FRAMES_PER_SECOND = 20;

  private DemoContent() {}

  /** What there is, in the order in which to show it. */
  public static List<DemoClip> clips() {
    return ClipCards.read();
  }

  /**
   * Makes a clip's MP4 file: H.264, 640x360. About a second of one core; clips may be made side by
   * side. The file appears whole or not at all, so one that is there need not be made again.
   */
  public static void make(DemoClip clip, Path target) throws IOException {
    Path unfinished = target.resolveSibling(target.getFileName() + ".part");
    try {
      film(Scenes.create(clip.id()), unfinished);
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void film(Scene scene, Path file) throws IOException {
    BufferedImage frame =
        new BufferedImage(Canvas.WIDTH, Canvas.HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = Canvas.smooth(frame.createGraphics());
    long frames = Math.round(scene.seconds() * FRAMES_PER_SECOND);
    try (MediaWriter writer =
        MediaWriter.open(file, Canvas.WIDTH, Canvas.HEIGHT, FRAMES_PER_SECOND)) {
      for (long i = 0; i < frames; i++) {
        scene.paint(g, i / (double) FRAMES_PER_SECOND);
        writer.add(frame);
      }
    } finally {
      g.dispose();
    }
  }
}
