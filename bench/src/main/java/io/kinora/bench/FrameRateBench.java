package io.kinora.bench;

import io.kinora.indexing.encode.Encoders;
import io.kinora.indexing.encode.FrameEncoder;
import io.kinora.indexing.encode.RunOptions;
import io.kinora.indexing.encode.SightModel;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.indexing.media.KeyFrame;
import io.kinora.indexing.media.MediaDecoder;
import io.kinora.indexing.media.MediaLimits;
import io.kinora.indexing.media.RgbImage;
import io.kinora.verticles.node.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many key frames a second a node takes from uploaded files to searchable vectors, beside the
 * encoder alone on frames that are ready in memory. Arguments: an empty folder to work in, a folder
 * of MP4 files, how many times to upload each, how many rounds, how many files to decode at a time
 * (1), and the encoder (the built-in one).
 */
public final class FrameRateBench {

  private static final String BUILT_IN = "frame-encoder";
  private static final int BATCH = 32;

  private FrameRateBench() {}

  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]);
    List<Path> files = mp4(Path.of(args[1]));
    int copies = Integer.parseInt(args[2]);
    int instances = args.length > 4 ? Integer.parseInt(args[4]) : 1;
    String encoderName = args.length > 5 ? args[5] : BUILT_IN;
    try (SightModel sight = open(encoderName, work)) {
      FrameEncoder encoder = sight.frames();
      long start = System.nanoTime();
      List<RgbImage> frames = prepared(files, encoder);
      report("decoding alone", frames.size(), start, 0);
      for (int round = 0; round < Integer.parseInt(args[3]); round++) {
        double alone = alone(encoder, frames, copies);
        Path data = Files.createTempDirectory(work, "data-");
        Map<String, String> settings =
            Map.of("encoders.sight", encoderName, "media.instances", Integer.toString(instances));
        try (BenchNode node = BenchNode.start(data, 1, settings)) {
          node.upload(files.getFirst(), "warm-up");
          node.awaitStatus("warm-up", "searchable");
          node(node, files, frames.size(), copies, alone);
        }
      }
    }
  }

  private static SightModel open(String encoder, Path work) throws IOException {
    return new Encoders(Models.files(), new ModelStore(work.resolve("models")))
        .openSight(encoder, RunOptions.CPU, RunOptions.CPU);
  }

  private static List<Path> mp4(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(file -> file.toString().endsWith(".mp4")).sorted().toList();
    }
  }

  private static List<RgbImage> prepared(List<Path> files, FrameEncoder encoder) throws Exception {
    MediaDecoder decoder = new MediaDecoder(MediaLimits.DEFAULT);
    List<RgbImage> frames = new ArrayList<>();
    for (Path file : files) {
      for (KeyFrame key : decoder.decode(file, percent -> {}).keyFrames()) {
        frames.add(encoder.prepare(key.image()));
      }
    }
    return frames;
  }

  /** One thread, as the node's one embedding worker has. */
  private static double alone(FrameEncoder encoder, List<RgbImage> frames, int copies) {
    encoder.encode(frames.subList(0, Math.min(BATCH, frames.size())));
    long start = System.nanoTime();
    for (int copy = 0; copy < copies; copy++) {
      for (int from = 0; from < frames.size(); from += BATCH) {
        encoder.encode(frames.subList(from, Math.min(frames.size(), from + BATCH)));
      }
    }
    return report("encoder alone", frames.size() * copies, start, 0);
  }

  private static void node(BenchNode node, List<Path> files, int frames, int copies, double alone)
      throws IOException {
    long start = System.nanoTime();
    List<String> ids = new ArrayList<>();
    for (int copy = 0; copy < copies; copy++) {
      for (int i = 0; i < files.size(); i++) {
        ids.add("v" + copy + "-" + i);
        node.upload(files.get(i), ids.getLast());
      }
    }
    for (String id : ids) {
      node.awaitStatus(id, "searchable");
    }
    report("node", frames * copies, start, alone);
  }

  /** Returns frames a second. */
  private static double report(String what, int frames, long start, double alone) {
    double seconds = (System.nanoTime() - start) / 1e9;
    String share = alone == 0 ? "" : "  %3.0f %%".formatted(100 * frames / seconds / alone);
    System.out.printf(
        Locale.ROOT,
        "%-16s %5d frames  %6.1f s  %6.1f frames/s%s%n",
        what,
        frames,
        seconds,
        frames / seconds,
        share);
    return frames / seconds;
  }
}
