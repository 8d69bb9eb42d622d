package io.kinora.indexing.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaWriterTest {

  @TempDir Path folder;

  @Test
  void the_index_comes_before_the_pictures_so_that_a_browser_can_start_at_once()
      throws IOException {
    Path file = folder.resolve("clip.mp4");
    try (MediaWriter writer = MediaWriter.open(file, 64, 48, 25)) {
      for (int i = 0; i < 30; i++) {
        writer.add(filled(64, 48, Color.ORANGE));
      }
    }
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);

    assertThat(bytes).contains("avc1").contains("moov").contains("mdat");
    assertThat(bytes.indexOf("moov")).isLessThan(bytes.indexOf("mdat"));
  }

  @Test
  void a_picture_of_another_size_is_refused() throws IOException {
    try (MediaWriter writer = MediaWriter.open(folder.resolve("clip.mp4"), 64, 48, 25)) {
      writer.add(filled(64, 48, Color.RED));
      assertThatThrownBy(() -> writer.add(filled(48, 64, Color.RED)))
          .hasMessageContaining("64x48")
          .hasMessageContaining("48x64");
    }
  }

  @Test
  void odd_and_huge_sizes_are_refused() {
    Path file = folder.resolve("clip.mp4");
    assertThatThrownBy(() -> MediaWriter.open(file, 65, 48, 25)).hasMessageContaining("width");
    assertThatThrownBy(() -> MediaWriter.open(file, 64, 9000, 25)).hasMessageContaining("height");
    assertThatThrownBy(() -> MediaWriter.open(file, 64, 48, 0)).hasMessageContaining("Second");
  }

  @Test
  void a_file_without_frames_is_an_error_and_so_is_a_folder_that_is_not_there() throws Exception {
    MediaWriter empty = MediaWriter.open(folder.resolve("clip.mp4"), 64, 48, 25);
    assertThatThrownBy(empty::close).isInstanceOf(IOException.class);
    Path nowhere = folder.resolve("missing").resolve("clip.mp4");
    assertThatThrownBy(() -> MediaWriter.open(nowhere, 64, 48, 25))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing");
  }

  private static BufferedImage filled(int width, int height, Color colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }
}
