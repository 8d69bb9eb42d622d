package io.kinora.indexing.duplicate;

import io.kinora.indexing.duplicate.Fingerprint.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How two videos lie beside one another: what the first shows at {@code t} the second shows at
 * {@code speed * t + offsetMs}.
 *
 * <ol>
 *   <li>Each frame's nearest look-alikes in the other video are sought.
 *   <li>Each pair of look-alikes votes, for every speed, for the offset that it implies (a Hough
 *       transform of lines).
 *   <li>The lines with most votes are fitted to their pairs by least squares and judged on all the
 *       frames that they lay side by side.
 * </ol>
 *
 * @param score 0 to 1: the share of the longer video that both show, times the share of frames in
 *     it that look alike
 */
public record Alignment(double score, double speed, double offsetMs, boolean mirrored) {

  /** From here on two videos are copies of one another. */
  public static final double COPY = 0.35;

  /**
   * Bits of 256 up to which two frames look alike. Measured (bench {@code DuplicateBench}): from 60
   * on two people before the same wall do; below 40 a large watermark hides a copy.
   */
  private static final int ALIKE = 50;

  private static final Alignment NONE = new Alignment(0, 1, 0, false);

  /** Look-alikes that a frame may have: one still scene must not outvote all others. */
  private static final int LOOK_ALIKES = 6;

  private static final double SLOWEST = 0.6;
  private static final int SPEEDS = 33;
  private static final int LINES = 6;
  private static final int FITS = 3;

  /** Of the frames laid side by side at least this many must look alike. */
  private static final double LEAST_AGREEMENT = 0.6;

  private record Pair(int one, int other, int weight) {}

  private record Line(double speed, double offset) {}

  /** The best of all, mirrored or not. Symmetric, but for speed and offset. */
  public static Alignment of(Fingerprint one, Fingerprint other) {
    if (one.isEmpty() || other.isEmpty()) {
      return NONE;
    }
    Alignment plain = best(one, other, false);
    Alignment mirrored = best(one, other.mirrored(), true);
    return mirrored.score > plain.score ? mirrored : plain;
  }

  public boolean isCopy() {
    return score >= COPY;
  }

  private static Alignment best(Fingerprint one, Fingerprint other, boolean mirrored) {
    List<Pair> pairs = lookAlikes(one.samples(), other.samples());
    if (pairs.size() < Fingerprint.FEWEST) {
      return NONE;
    }
    double tolerance = Math.max(step(one), step(other));
    List<Line> lines = voted(pairs, tolerance);
    // Of scenes without movement any line is as good; these are the likeliest.
    lines.add(new Line(1, 0));
    lines.add(new Line((double) other.durationMs() / Math.max(1, one.durationMs()), 0));
    Alignment best = NONE;
    for (Line line : lines) {
      Line fitted = line;
      for (int i = 0; i <= FITS; i++) {
        double score = score(one, other, fitted);
        if (score > best.score) {
          best = new Alignment(score, fitted.speed, fitted.offset, mirrored);
        }
        fitted = fit(pairs, fitted, 2 * tolerance / (i + 1));
      }
    }
    return best;
  }

  private static double step(Fingerprint print) {
    return (double) print.durationMs() / print.samples().size();
  }

  private static List<Pair> lookAlikes(List<Sample> one, List<Sample> other) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      List<Pair> nearest = new ArrayList<>();
      for (int j = 0; j < other.size(); j++) {
        int distance = one.get(i).hash().distance(other.get(j).hash());
        if (distance <= ALIKE) {
          nearest.add(
              new Pair(one.get(i).timestampMs(), other.get(j).timestampMs(), ALIKE + 1 - distance));
        }
      }
      nearest.sort(Comparator.comparingInt(Pair::weight).reversed());
      pairs.addAll(nearest.subList(0, Math.min(LOOK_ALIKES, nearest.size())));
    }
    return pairs;
  }

  private static List<Line> voted(List<Pair> pairs, double tolerance) {
    record Voted(Line line, int votes) {}
    List<Voted> best = new ArrayList<>();
    for (int i = 0; i < SPEEDS; i++) {
      double speed = SLOWEST * Math.pow(SLOWEST, -2.0 * i / (SPEEDS - 1));
      Map<Long, Integer> votes = new HashMap<>();
      for (Pair pair : pairs) {
        long bin = Math.round((pair.other - speed * pair.one) / tolerance);
        votes.merge(bin, 2 * pair.weight, Integer::sum);
        votes.merge(bin - 1, pair.weight, Integer::sum);
        votes.merge(bin + 1, pair.weight, Integer::sum);
      }
      votes.forEach((bin, count) -> best.add(new Voted(new Line(speed, bin * tolerance), count)));
    }
    best.sort(Comparator.comparingInt(Voted::votes).reversed());
    List<Line> lines = new ArrayList<>();
    for (Voted voted : best) {
      if (lines.size() == LINES) {
        break;
      }
      lines.add(voted.line);
    }
    return lines;
  }

  private static Line fit(List<Pair> pairs, Line line, double tolerance) {
    double weights = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumXy = 0;
    for (Pair pair : pairs) {
      if (Math.abs(pair.other - line.speed * pair.one - line.offset) <= tolerance) {
        double w = pair.weight;
        weights += w;
        sumX += w * pair.one;
        sumY += w * pair.other;
        sumXx += w * pair.one * pair.one;
        sumXy += w * pair.one * pair.other;
      }
    }
    double spread = weights * sumXx - sumX * sumX;
    if (weights == 0 || spread <= 1e-6 * weights * weights) {
      return line;
    }
    double speed = (weights * sumXy - sumX * sumY) / spread;
    boolean possible = speed >= 0.95 * SLOWEST && speed <= 1.05 / SLOWEST;
    return possible ? new Line(speed, (sumY - speed * sumX) / weights) : line;
  }

  private static double score(Fingerprint one, Fingerprint other, Line line) {
    double from = Math.max(0, -line.offset / line.speed);
    double to = Math.min(one.durationMs(), (other.durationMs() - line.offset) / line.speed);
    double overlap = Math.min(1, Math.max(0, to - from) / Math.max(1, one.durationMs()));
    double overlapOther =
        Math.min(1, Math.max(0, to - from) * line.speed / Math.max(1, other.durationMs()));
    boolean sparser = one.samples().size() <= other.samples().size();
    double agreement =
        sparser
            ? agreement(one.samples(), other, line)
            : agreement(other.samples(), one, new Line(1 / line.speed, -line.offset / line.speed));
    return agreement < LEAST_AGREEMENT ? 0 : agreement * Math.min(overlap, overlapOther);
  }

  /** Of the frames that meet one of the other video, how many look like it. */
  private static double agreement(List<Sample> frames, Fingerprint other, Line line) {
    List<Sample> others = other.samples();
    double reach = Math.max(step(other), 1);
    int met = 0;
    int alike = 0;
    int next = 0;
    for (Sample frame : frames) {
      double at = line.speed * frame.timestampMs() + line.offset;
      while (next < others.size() && others.get(next).timestampMs() < at) {
        next++;
      }
      int distance = FrameHash.BITS + 1;
      for (int near = Math.max(0, next - 1); near <= Math.min(next, others.size() - 1); near++) {
        if (Math.abs(others.get(near).timestampMs() - at) <= reach) {
          distance = Math.min(distance, frame.hash().distance(others.get(near).hash()));
        }
      }
      if (distance <= FrameHash.BITS) {
        met++;
        alike += distance <= ALIKE ? 1 : 0;
      }
    }
    return met < Fingerprint.FEWEST ? 0 : (double) alike / met;
  }
}
