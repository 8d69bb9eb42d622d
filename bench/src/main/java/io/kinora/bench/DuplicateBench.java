package io.kinora.bench;

import io.kinora.indexing.duplicate.Alignment;
import io.kinora.indexing.duplicate.Fingerprint;
import io.kinora.indexing.media.DecodedMedia;
import io.kinora.indexing.media.MediaDecoder;
import io.kinora.indexing.media.MediaLimits;
import io.kinora.indexing.media.UnusableMediaException;
import io.kinora.verticles.demo.DemoClip;
import io.kinora.verticles.demo.DemoContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How well copies of videos are told from other videos. Arguments: a folder of clips, a folder to
 * work in (copies are made there once).
 *
 * <p>Each clip is copied in every way that {@link CopyMaker} knows; the demo's films are there to be
 * mistaken for one another. All pairs are compared, copies of one clip with one another too.
 */
public final class DuplicateBench {

  private static final String ORIGINAL = "original";
  private static final Set<String> VIDEO_ENDINGS = Set.of("mp4", "mkv", "avi", "webm", "mov");

  /** The demo's near-copies, and what they are copies of. */
  private static final Map<String, String> DEMO_COPIES =
      Map.of(
          "sailing-boat-mirrored", "sailing-boat",
          "city-at-night-letterboxed", "city-at-night",
          "steam-train-faster", "steam-train");

  /**
   * @param source equal for copies of one video
   * @param part of the video that it shows, or empty for all of it: parts are compared with other
   *     videos and other parts only
   */
  private record Item(String name, String source, String kind, String part, Fingerprint print) {}

  private static final class Counts {
    int found;
    int missed;
    int wrong;
  }

  private final MediaDecoder decoder = new MediaDecoder(MediaLimits.DEFAULT);
  private final List<Item> items = new ArrayList<>();
  private double videoSeconds;
  private double decodeSeconds;

  private DuplicateBench() {}

  public static void main(String[] args) throws Exception {
    DuplicateBench bench = new DuplicateBench();
    Path work = Files.createDirectories(Path.of(args[1]));
    try (Stream<Path> clips = Files.list(Path.of(args[0]))) {
      for (Path clip : clips.filter(DuplicateBench::isVideo).sorted().toList()) {
        bench.copies(clip, work);
      }
    }
    bench.demo(work);
    bench.compare();
    bench.candidates();
  }

  private static boolean isVideo(Path file) {
    String name = file.toString();
    return VIDEO_ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private void copies(Path clip, Path work) throws Exception {
    String source = clip.getFileName().toString();
    DecodedMedia original = add(clip, source, ORIGINAL, "");
    double seconds = original.details().durationMs() / 1000.0;
    for (String kind : CopyMaker.kinds()) {
      add(CopyMaker.make(clip, seconds, kind, work), source, kind, "");
    }
    if (seconds > 20) {
      add(CopyMaker.part(clip, seconds, 0, 0.3, work), source, "part", "first");
      add(CopyMaker.part(clip, seconds, 0.35, 0.65, work), source, "part", "middle");
      add(CopyMaker.part(clip, seconds, 0.7, 1, work), source, "part", "last");
    }
  }

  private void demo(Path work) throws Exception {
    for (DemoClip clip : DemoContent.clips()) {
      Path file = work.resolve(clip.file());
      if (!Files.exists(file)) {
        DemoContent.make(clip, file);
      }
      String source = DEMO_COPIES.getOrDefault(clip.id(), clip.id());
      add(file, source, source.equals(clip.id()) ? ORIGINAL : "of the demo", "");
    }
  }

  private DecodedMedia add(Path file, String source, String kind, String part)
      throws IOException, UnusableMediaException, InterruptedException {
    long start = System.nanoTime();
    DecodedMedia decoded = decoder.decode(file, percent -> {});
    decodeSeconds += (System.nanoTime() - start) / 1e9;
    videoSeconds += decoded.details().durationMs() / 1000.0;
    String name = file.getFileName().toString();
    items.add(new Item(name, source, kind, part, decoded.fingerprint()));
    return decoded;
  }

  private void compare() {
    Map<String, Counts> byKind = new TreeMap<>();
    Counts all = new Counts();
    Counts parts = new Counts();
    List<String> errors = new ArrayList<>();
    double[] best = {0, 1};
    int pairs = 0;
    long start = System.nanoTime();
    for (int i = 0; i < items.size(); i++) {
      for (int j = i + 1; j < items.size(); j++) {
        Item one = items.get(i);
        Item other = items.get(j);
        boolean sameSource = one.source.equals(other.source);
        boolean ofParts = !one.part.isEmpty() || !other.part.isEmpty();
        if (sameSource && ofParts && (one.part.isEmpty() || other.part.isEmpty())) {
          continue; // whether a third of a video is a copy of it is a matter of taste
        }
        Alignment alignment = Alignment.of(one.print, other.print);
        pairs++;
        boolean copies = sameSource && !ofParts;
        best[copies ? 1 : 0] =
            copies
                ? Math.min(best[1], alignment.score())
                : sameSource ? best[0] : Math.max(best[0], alignment.score());
        Counts counts = sameSource && ofParts ? parts : all;
        count(counts, copies, alignment.isCopy());
        if (copies) {
          for (String kind : Set.of(one.kind, other.kind)) {
            count(byKind.computeIfAbsent(kind, k -> new Counts()), true, alignment.isCopy());
          }
        }
        if (copies != alignment.isCopy()) {
          errors.add(
              String.format(
                  Locale.ROOT,
                  "  %s %.3f  speed %.3f offset %.0f ms%s  %s | %s",
                  copies ? "missed" : "wrong ",
                  alignment.score(),
                  alignment.speed(),
                  alignment.offsetMs(),
                  alignment.mirrored() ? " mirrored" : "",
                  one.name,
                  other.name));
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    errors.forEach(System.out::println);
    byKind.forEach(DuplicateBench::print);
    print("overall", all);
    System.out.printf(
        Locale.ROOT,
        "parts of one video that share nothing: %d taken for copies, %d not%n",
        parts.wrong,
        parts.missed);
    System.out.printf(
        Locale.ROOT,
        "least score of copies %.3f, greatest of different videos %.3f%n",
        best[1],
        best[0]);
    System.out.printf(
        Locale.ROOT,
        "%d videos, %.0f s of video decoded in %.1f s; %d pairs compared in %.1f s (%.2f ms each)%n",
        items.size(),
        videoSeconds,
        decodeSeconds,
        pairs,
        seconds,
        1000 * seconds / pairs);
  }

  private static void count(Counts counts, boolean copies, boolean found) {
    if (copies && found) {
      counts.found++;
    } else if (copies) {
      counts.missed++;
    } else if (found) {
      counts.wrong++;
    } else {
      counts.missed += 0;
    }
  }

  private static void print(String kind, Counts counts) {
    System.out.printf(
        Locale.ROOT,
        "%-18s recall %.4f (%d of %d)  precision %.4f%n",
        kind,
        (double) counts.found / (counts.found + counts.missed),
        counts.found,
        counts.found + counts.missed,
        (double) counts.found / (counts.found + counts.wrong));
  }

  /** How many copies of a clip the shared terms bring among the first few. */
  private void candidates() {
    int found = 0;
    int wanted = 0;
    double terms = 0;
    for (Item item : items) {
      Set<Integer> lookups =
          Arrays.stream(item.print.lookups()).boxed().collect(Collectors.toSet());
      terms += item.print.terms().length;
      List<Item> others = new ArrayList<>(items);
      others.remove(item);
      Map<Item, Long> shared = new java.util.IdentityHashMap<>();
      for (Item other : others) {
        shared.put(
            other, Arrays.stream(other.print.terms()).filter(lookups::contains).count());
      }
      others.sort(Comparator.comparingLong((Item o) -> shared.getOrDefault(o, 0L)).reversed());
      Set<Item> first = new HashSet<>(others.subList(0, 32));
      for (Item other : others) {
        if (other.part.isEmpty() && item.part.isEmpty() && other.source.equals(item.source)) {
          wanted++;
          found += first.contains(other) && shared.getOrDefault(other, 0L) > 0 ? 1 : 0;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "candidates: %d of %d copies among the first 32; %.0f terms a video%n",
        found,
        wanted,
        terms / items.size());
  }
}
