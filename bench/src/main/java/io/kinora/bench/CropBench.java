package io.kinora.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinora.indexing.media.KeyFrame;
import io.kinora.indexing.media.MediaDecoder;
import io.kinora.indexing.media.MediaLimits;
import io.kinora.indexing.media.RgbImage;
import io.kinora.indexing.media.Thumbnails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Does a picture find the video that it was taken from, and the moment? Uploads a folder of clips
 * to a node in this process, then asks it over HTTP for random frames of each: whole, and random
 * halves of them (of the same shape, or left, right, upper or lower).
 *
 * <pre>CropBench CLIPS [FRAMES_A_CLIP=10] [SEED=1] [SETTING=VALUE ...]</pre>
 *
 * With {@code data=FOLDER} the clips are uploaded only the first time.
 */
public final class CropBench {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NEAR_MS = 2_000;
  private static final int SHOWN_MISSES = 40;

  private enum Part {
    WHOLE,
    HALF,
    STRIP
  }

  /** Right answers of so many. */
  private static final class Tally {
    private int asked;
    private int clips;
    private int moments;
    private final List<Double> tookMs = new ArrayList<>();

    String shown() {
      double[] sorted = tookMs.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return "clip first %.3f, moment within 2 s %.3f of %d; median %.0f ms"
          .formatted(
              (double) clips / asked, (double) moments / asked, asked, sorted[sorted.length / 2]);
    }
  }

  private final Random random;
  private final Map<Part, Tally> tallies = new LinkedHashMap<>();
  private final List<String> misses = new ArrayList<>();

  private CropBench(long seed) {
    this.random = new Random(seed);
    for (Part part : Part.values()) {
      tallies.put(part, new Tally());
    }
  }

  public static void main(String[] args) throws Exception {
    int perClip = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("encoders.sight", "frame-encoder");
    settings.put("encoders.text", "bge-small-en-v1.5");
    Arrays.stream(args)
        .skip(3)
        .map(setting -> setting.split("=", 2))
        .forEach(setting -> settings.put(setting[0], setting[1]));
    String kept = settings.remove("data");
    Path data = kept == null ? Files.createTempDirectory("crop-bench") : Path.of(kept);
    try (BenchNode node = BenchNode.start(data, 1, settings)) {
      new CropBench(seed).run(node, clips(Path.of(args[0])), perClip);
    }
  }

  private static Map<String, Path> clips(Path folder) throws IOException {
    Map<String, Path> clips = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.matches(".*\\.(mp4|mkv|avi|webm|mov)")) {
          clips.put(name.replaceAll("[^A-Za-z0-9]+", "-"), file);
        }
      }
    }
    return clips;
  }

  private void run(BenchNode node, Map<String, Path> clips, int perClip) throws Exception {
    long begun = System.nanoTime();
    if (!node.search("{\"q\":\"\",\"deadline_ms\":5000}").contains("\"media_url\"")) {
      for (Map.Entry<String, Path> clip : clips.entrySet()) {
        node.upload(clip.getValue(), clip.getKey());
      }
    }
    for (String id : clips.keySet()) {
      node.awaitStatus(id, "searchable");
    }
    System.out.printf("%d clips searchable after %.1f s%n", clips.size(), seconds(begun));
    for (Map.Entry<String, Path> clip : clips.entrySet()) {
      List<KeyFrame> frames = frames(clip.getValue());
      for (int i = 0; i < perClip; i++) {
        KeyFrame frame = frames.get(random.nextInt(frames.size()));
        for (Part part : Part.values()) {
          ask(node, clip.getKey(), frame, part);
        }
      }
    }
    misses.stream().limit(SHOWN_MISSES).forEach(System.out::println);
    tallies.forEach((part, tally) -> System.out.printf("%-5s %s%n", part, tally.shown()));
  }

  private static List<KeyFrame> frames(Path file) throws Exception {
    MediaLimits usual = MediaLimits.DEFAULT;
    MediaLimits dense =
        new MediaLimits(
            300,
            Duration.ofMinutes(10),
            usual.maxPixels(),
            usual.longSide(),
            Duration.ofMillis(130),
            usual.sceneThreshold(),
            Duration.ofMinutes(10),
            usual.maxDuration(),
            usual.probeBytes());
    return new MediaDecoder(dense).decode(file, percent -> {}).keyFrames();
  }

  private void ask(BenchNode node, String id, KeyFrame frame, Part part) throws IOException {
    RgbImage image = frame.image();
    String crop = crop(image, part);
    byte[] jpeg = Thumbnails.jpeg(image, Math.max(image.width(), image.height()), 0.9f);
    long begun = System.nanoTime();
    JsonNode first = JSON.readTree(node.searchByImage(jpeg, crop)).path("hits").path(0);
    Tally tally = Objects.requireNonNull(tallies.get(part));
    tally.tookMs.add(seconds(begun) * 1_000);
    tally.asked++;
    boolean clip = first.path("id").asText().equals(id);
    long moment = first.path("moment").path("timestamp_ms").asLong(Long.MIN_VALUE / 2);
    boolean near = clip && Math.abs(moment - frame.timestampMs()) <= NEAR_MS;
    tally.clips += clip ? 1 : 0;
    tally.moments += near ? 1 : 0;
    if (!near) {
      misses.add(
          "%s of %s at %d ms (%s): found %s at %d ms"
              .formatted(part, id, frame.timestampMs(), crop, first.path("id").asText(), moment));
    }
  }

  /** A random place of half the area, or nothing for all of it. */
  private String crop(RgbImage image, Part part) {
    int width = image.width();
    int height = image.height();
    switch (part) {
      case WHOLE -> {
        return "";
      }
      case HALF -> {
        width = (int) Math.round(width * Math.sqrt(0.5));
        height = (int) Math.round(height * Math.sqrt(0.5));
      }
      case STRIP -> {
        boolean beside = random.nextBoolean();
        width = beside ? width / 2 : width;
        height = beside ? height : height / 2;
      }
    }
    int x = random.nextInt(image.width() - width + 1);
    int y = random.nextInt(image.height() - height + 1);
    return x + "," + y + "," + width + "," + height;
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }
}
