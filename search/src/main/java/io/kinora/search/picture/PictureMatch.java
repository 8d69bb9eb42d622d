package io.kinora.search.picture;

import io.kinora.indexing.media.Miniature;
import io.kinora.indexing.media.MiniatureTrack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the frame of which a picture is a part, or the whole, by laying it over the frames' grey
 * cells (template matching by normalised cross-correlation; Lewis, "Fast Normalized
 * Cross-Correlation", 1995):
 *
 * <ol>
 *   <li>over some frames of the video, at half the resolution, everywhere and in every size that is
 *       at least a third of the frame;
 *   <li>the best places again at the full resolution, moved and scaled by fractions of a cell;
 *   <li>all frames of the video in the best of those places: where a part was cut out is the same
 *       in all of them, however little moves;
 *   <li>of the frames that are as good as equally like it, the one whose brightness is nearest.
 * </ol>
 *
 * Good at pictures taken from the very video, whatever was done to their size, brightness and
 * contrast. What is like it but was never in it is the sight encoder's matter. For use by one
 * thread.
 */
public final class PictureMatch {

  /** Frames of a video that are searched everywhere. */
  private static final int SEARCHED = 16;

  private static final int REFINED = 4;
  private static final double LEAST_SHARE = 1 / 3.0;
  private static final int LEAST_CELLS = 4;

  /** Correlations that differ by less differ by noise and by the few shades of a track. */
  private static final float AS_GOOD = 0.02f;

  /** Fractions of a cell by which a place is moved to see whether it gets better. */
  private static final double[] STEPS = {1, 0.5, 0.25};

  private final int width;
  private final int height;

  /** Sums of the picture's cells above and left of a corner. */
  private final double[] sums;

  private final Map<Long, List<Template>> coarse = new HashMap<>();

  /**
   * The frame that a picture was found in.
   *
   * @param score correlation of the two, -1 to 1, the less sure the fewer cells were compared
   */
  public record Found(long timestampMs, float score) {}

  public PictureMatch(Miniature picture) {
    this.width = picture.width();
    this.height = picture.height();
    this.sums = new double[(width + 1) * (height + 1)];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        sums[(y + 1) * (width + 1) + x + 1] =
            (picture.cells()[y * width + x] & 0xff)
                + sums[y * (width + 1) + x + 1]
                + sums[(y + 1) * (width + 1) + x]
                - sums[y * (width + 1) + x];
      }
    }
  }

  /**
   * @return the frame most like it, or null if the picture or all of the video is plain
   */
  public @Nullable Found in(MiniatureTrack track) {
    List<Cells> frames = track.frames().stream().map(at -> Cells.of(at.miniature())).toList();
    Best best = best(places(frames), frames, null);
    if (best != null) {
      // Where it lies is best seen in the frame itself.
      best = best(List.of(refined(best.place, frames.get(best.frame))), frames, best);
    }
    return best == null
        ? null
        : new Found(track.frames().get(nearest(best, frames)).timestampMs(), best.score);
  }

  /**
   * Where nothing moves, frames still differ in brightness: in the sun, a lamp, the camera's
   * exposure. A picture that was made brighter is not led astray, since only those that its
   * correlation cannot tell apart are compared.
   */
  private int nearest(Best best, List<Cells> frames) {
    Template template = template(best.place, frames.getFirst());
    int nearest = best.frame;
    float least = Float.MAX_VALUE;
    for (int i = 0; template != null && i < frames.size(); i++) {
      Cells frame = frames.get(i);
      if (template.correlation(frame) <= best.score - AS_GOOD) {
        continue;
      }
      float distance = template.distance(frame);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  private record Best(Placed place, int frame, float score) {}

  private @Nullable Best best(List<Placed> places, List<Cells> frames, @Nullable Best before) {
    Best best = before;
    for (Placed place : places) {
      Template template = template(place, frames.getFirst());
      if (template == null) {
        continue;
      }
      for (int i = 0; i < frames.size(); i++) {
        float score = template.correlation(frames.get(i));
        if (best == null || score > best.score) {
          best = new Best(place, i, score);
        }
      }
    }
    return best;
  }

  private List<Placed> places(List<Cells> frames) {
    List<Placed> places = new ArrayList<>();
    List<Cells> searched = new ArrayList<>();
    int count = Math.min(SEARCHED, frames.size());
    for (int i = 0; i < count; i++) {
      Cells frame = frames.get((int) ((i + 0.5) * frames.size() / count));
      Placed place = anywhere(frame.halved());
      if (place.score() > 0) {
        places.add(place);
        searched.add(frame);
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> -places.get(i).score()));
    return order.stream()
        .limit(REFINED)
        .map(i -> refined(doubled(places.get(i)), searched.get(i)))
        .toList();
  }

  private static Placed doubled(Placed half) {
    return new Placed(2 * half.left(), 2 * half.top(), 2 * half.width(), half.score());
  }

  private Placed anywhere(Cells half) {
    Placed best = Placed.NOWHERE;
    for (Template template :
        coarse.computeIfAbsent((long) half.width() << 32 | half.height(), k -> sizes(half))) {
      for (int y = 0; y + template.height() <= half.height(); y++) {
        for (int x = 0; x + template.width() <= half.width(); x++) {
          float score = template.correlation(half, x, y);
          if (score > best.score()) {
            best = new Placed(x, y, template.width(), score);
          }
        }
      }
    }
    return best;
  }

  /** The picture in every size in which it may lie in a frame. */
  private List<Template> sizes(Cells frame) {
    List<Template> sizes = new ArrayList<>();
    double widest = Math.min(frame.width(), (double) frame.height() * width / height + 0.5);
    for (int w = (int) widest; w >= widest * LEAST_SHARE && w >= 1; w--) {
      Template template = template(new Placed(0, 0, w, 0), frame);
      if (template != null) {
        sizes.add(template);
      }
    }
    return sizes;
  }

  private Placed refined(Placed from, Cells frame) {
    Placed best = scored(from.left(), from.top(), from.width(), frame);
    for (double step : STEPS) {
      boolean moved = true;
      for (int round = 0; moved && round < 4; round++) {
        Placed before = best;
        for (int way = -1; way <= 1; way += 2) {
          double by = way * step;
          best = best.better(scored(best.left() + by, best.top(), best.width(), frame));
          best = best.better(scored(best.left(), best.top() + by, best.width(), frame));
          best = best.better(scored(best.left(), best.top(), best.width() + by, frame));
          best =
              best.better(
                  scored(best.left() - by / 2, best.top() - by / 2, best.width() + by, frame));
        }
        moved = best != before;
      }
    }
    return best;
  }

  private Placed scored(double left, double top, double placedWidth, Cells frame) {
    Placed place = new Placed(left, top, placedWidth, -1);
    Template template = template(place, frame);
    return template == null
        ? place
        : new Placed(left, top, placedWidth, template.correlation(frame));
  }

  /** The picture on those of the frame's cells that it covers wholly; null if too few or plain. */
  private @Nullable Template template(Placed place, Cells frame) {
    double cell = width / place.width();
    double slack = 0.02;
    int left = (int) Math.max(0, Math.ceil(place.left() - slack));
    int top = (int) Math.max(0, Math.ceil(place.top() - slack));
    int right = (int) Math.min(frame.width(), Math.floor(place.left() + place.width() + slack));
    int bottom = (int) Math.min(frame.height(), Math.floor(place.top() + height / cell + slack));
    int columns = right - left;
    int rows = bottom - top;
    boolean enough =
        columns * rows >= LEAST_CELLS * LEAST_CELLS
            && columns >= 2
            && rows >= 2
            && columns >= (place.width() - 1) * 0.75
            && rows >= (height / cell - 1) * 0.75;
    if (!enough) {
      return null;
    }
    float[] raw = new float[columns * rows];
    for (int y = 0; y < rows; y++) {
      double from = (top + y - place.top()) * cell;
      for (int x = 0; x < columns; x++) {
        double start = (left + x - place.left()) * cell;
        raw[y * columns + x] = (float) (area(start, from, start + cell, from + cell));
      }
    }
    return Template.of(left, top, columns, rows, raw);
  }

  /** Mean of the picture over a rectangle in its cells. */
  private double area(double left, double top, double right, double bottom) {
    double l = Math.clamp(left, 0, width);
    double r = Math.clamp(right, 0, width);
    double t = Math.clamp(top, 0, height);
    double b = Math.clamp(bottom, 0, height);
    double size = (r - l) * (b - t);
    return size <= 0 ? 0 : (sum(r, b) - sum(l, b) - sum(r, t) + sum(l, t)) / size;
  }

  private double sum(double x, double y) {
    int column = (int) Math.min(width - 1, x);
    int row = (int) Math.min(height - 1, y);
    double dx = x - column;
    double dy = y - row;
    int at = row * (width + 1) + column;
    return (1 - dy) * ((1 - dx) * sums[at] + dx * sums[at + 1])
        + dy * ((1 - dx) * sums[at + width + 1] + dx * sums[at + width + 2]);
  }
}
