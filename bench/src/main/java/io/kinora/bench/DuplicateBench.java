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
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How well copies of videos are told from other videos. Arguments: a folder of clips, a folder to
 * work in (copies are made there once).
 *
 * <p>Each clip is copied in every way that {@link CopyMaker} knows; the demo's films are there to
 * be mistaken for one another. All pairs are compared, copies of one clip with one another too.
 */
public final class DuplicateBench {

  private static final int SUSPECTS = 32;
  private static final long SEED = 4;
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
    bench.grouped();
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

  /**
   * The groups that come out when the videos arrive one after the other, in a random order: each is
   * compared with the {@value #SUSPECTS} leaders that share most terms with it, as the catalogue
   * does.
   */
  private void grouped() {
    List<Item> arriving = new ArrayList<>(items.stream().filter(i -> i.part.isEmpty()).toList());
    Collections.shuffle(arriving, new Random(SEED));
    Map<Item, Set<Integer>> leaders = new LinkedHashMap<>();
    Map<String, String> leaderOf = new HashMap<>();
    int compared = 0;
    double terms = 0;
    long start = System.nanoTime();
    for (Item item : arriving) {
      int[] lookups = item.print.lookups();
      Map<Item, Long> shared = new HashMap<>();
      leaders.forEach(
          (leader, known) ->
              shared.put(leader, Arrays.stream(lookups).filter(known::contains).count()));
      List<Item> suspects =
          leaders.keySet().stream()
              .filter(leader -> shared.getOrDefault(leader, 0L) > 0)
              .sorted(Comparator.comparingLong((Item l) -> shared.getOrDefault(l, 0L)).reversed())
              .limit(SUSPECTS)
              .toList();
      Item best = item;
      double score = Alignment.COPY;
      for (Item suspect : suspects) {
        compared++;
        Alignment alignment = Alignment.of(item.print, suspect.print);
        if (alignment.score() >= score) {
          score = alignment.score();
          best = suspect;
        }
      }
      leaderOf.put(item.name, best.name);
      if (best == item) {
        leaders.put(item, Arrays.stream(item.print.terms()).boxed().collect(Collectors.toSet()));
        terms += item.print.terms().length;
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Counts counts = new Counts();
    for (int i = 0; i < arriving.size(); i++) {
      for (int j = i + 1; j < arriving.size(); j++) {
        Item one = arriving.get(i);
        Item other = arriving.get(j);
        boolean together = Objects.equals(leaderOf.get(one.name), leaderOf.get(other.name));
        count(counts, one.source.equals(other.source), together);
      }
    }
    print("by groups", counts);
    System.out.printf(
        Locale.ROOT,
        "%d videos, %d groups; %.1f comparisons and %.1f ms a video; %.0f terms a leader%n",
        arriving.size(),
        leaders.size(),
        (double) compared / arriving.size(),
        1000 * seconds / arriving.size(),
        terms / leaders.size());
  }
}
