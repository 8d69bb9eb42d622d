package io.kinora.verticles.demo.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.verticles.demo.paint.Canvas;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ScenesTest {

  @TestFactory
  Stream<DynamicTest> every_film_moves_and_is_the_same_each_time() {
    return Scenes.ids().stream().map(id -> DynamicTest.dynamicTest(id, () -> watch(id)));
  }

  private static void watch(String id) {
    Scene scene = Scenes.create(id);
    assertThat(scene.seconds()).isBetween(3.0, 8.0);

    byte[] start = frame(scene, 0);
    byte[] middle = frame(scene, scene.seconds() / 2);
    byte[] end = frame(scene, scene.seconds());

    assertThat(difference(start, middle)).as("start and middle").isGreaterThan(0.1);
    assertThat(difference(middle, end)).as("middle and end").isGreaterThan(0.1);
    assertThat(frame(scene, 0)).as("the same moment again").isEqualTo(start);
    assertThat(frame(Scenes.create(id), scene.seconds() / 2)).as("made again").isEqualTo(middle);
    assertThat(shades(middle)).as("shades in one frame").isGreaterThan(60);
  }

  @Test
  void there_are_nine_photographs_many_drawn_scenes_and_three_copies() {
    assertThat(Scenes.ids()).hasSizeGreaterThanOrEqualTo(9 + 24 + 3);
  }

  @Test
  void an_unknown_film_is_refused_by_name() {
    assertThatThrownBy(() -> Scenes.create("atlantis")).hasMessageContaining("atlantis");
  }

  private static byte[] frame(Scene scene, double t) {
    BufferedImage image =
        new BufferedImage(Canvas.WIDTH, Canvas.HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = Canvas.smooth(image.createGraphics());
    scene.paint(g, t);
    g.dispose();
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  /** Mean difference of two frames, 0 to 255. */
  private static double difference(byte[] a, byte[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 255) - (b[i] & 255));
    }
    return sum / (double) a.length;
  }

  private static int shades(byte[] frame) {
    Set<Byte> seen = new HashSet<>();
    for (byte value : frame) {
      seen.add(value);
    }
    return seen.size();
  }
}
