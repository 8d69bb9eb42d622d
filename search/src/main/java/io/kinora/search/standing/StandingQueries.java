package io.kinora.search.standing;

import io.kinora.catalog.Announcement;
import io.kinora.catalog.Video;
import io.kinora.indexing.shard.LoneVideo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queries that wait. For one thread at a time.
 *
 * <p>A query is kept under terms of which every video that fits it has one (its guard): of the
 * guards it offers, the one whose terms the fewest others are kept under. So a video is held
 * against the few queries that share a rare term with it. Queries without a guard, like a filter
 * that only excludes, are held against every video; vectors are all compared, which takes a
 * fraction of a microsecond each.
 */
public final class StandingQueries {

  private static final Logger LOG = LoggerFactory.getLogger(StandingQueries.class);

  /** Queries under one term; most terms have one query only. */
  private final Map<String, Map<BytesRef, List<StandingQuery>>> guarded = new HashMap<>();

  private final Map<StandingQuery, Set<Term>> all = new HashMap<>();
  private final Set<StandingQuery> unguarded = new HashSet<>();
  private final Map<StandingQuery, float[]> byVector = new LinkedHashMap<>();
  private final LoneVideo videos;

  /**
   * @param videos how a video is indexed
   */
  public StandingQueries(LoneVideo videos) {
    this.videos = videos;
  }

  /** How many there are. */
  public int size() {
    return all.size();
  }

  public boolean contains(StandingQuery query) {
    return all.containsKey(query);
  }

  /** All of them, as they are now. */
  public Set<StandingQuery> queries() {
    return Set.copyOf(all.keySet());
  }

  /** How many of them are held against every video. */
  public int unguarded() {
    return unguarded.size();
  }

  /**
   * @return false if it is there already
   */
  public boolean add(StandingQuery query) {
    if (all.containsKey(query)) {
      return false;
    }
    Set<Term> guard = query.byTerms() ? leastUsed(query.guards()) : Set.of();
    all.put(query, guard);
    for (Term term : guard) {
      guarded
          .computeIfAbsent(term.field(), field -> new HashMap<>())
          .computeIfAbsent(term.bytes(), bytes -> new ArrayList<>(1))
          .add(query);
    }
    if (query.byTerms() && guard.isEmpty()) {
      unguarded.add(query);
    }
    if (query.nearness() != null) {
      byVector.put(query, query.nearness().point().values());
    }
    return true;
  }

  /** Forgets a query. */
  public void remove(StandingQuery query) {
    Set<Term> guard = all.remove(query);
    if (guard == null) {
      return;
    }
    for (Term term : guard) {
      Map<BytesRef, List<StandingQuery>> field = guarded.getOrDefault(term.field(), Map.of());
      List<StandingQuery> under = field.get(term.bytes());
      if (under != null && under.remove(query) && under.isEmpty()) {
        field.remove(term.bytes());
      }
    }
    unguarded.remove(query);
    byVector.remove(query);
  }

  private Set<Term> leastUsed(List<Set<Term>> guards) {
    Set<Term> best = Set.of();
    long least = Long.MAX_VALUE;
    for (Set<Term> guard : guards) {
      long used = guard.size();
      for (Term term : guard) {
        used +=
            8L
                * guarded
                    .getOrDefault(term.field(), Map.of())
                    .getOrDefault(term.bytes(), List.of())
                    .size();
      }
      if (used < least) {
        least = used;
        best = guard;
      }
    }
    return best;
  }

  /**
   * The queries that the video fits and, without its news, did not fit: each hears of a video once.
   * One that cannot be matched is forgotten; a video that cannot be held against any fits none.
   */
  public List<Fit> fits(Announcement announcement) {
    if (all.isEmpty()) {
      return List.of();
    }
    try {
      return freshFits(announcement);
    } catch (RuntimeException failure) {
      // It would be no other the next time, and keep all that comes after it from being told.
      String id = announcement.video().id();
      LOG.error("Video {} cannot be held against standing queries", id, failure);
      return List.of();
    }
  }

  private List<Fit> freshFits(Announcement announcement) {
    List<Fit> now = fits(announcement.video());
    Video before = announcement.before().orElse(null);
    if (before == null || now.isEmpty()) {
      return now;
    }
    Judge earlier = new Judge(videos, before);
    List<Fit> fresh = new ArrayList<>(now.size());
    for (Fit fit : now) {
      if (fitOrDrop(fit.query(), earlier) == null && contains(fit.query())) {
        fresh.add(fit);
      }
    }
    return fresh;
  }

  private List<Fit> fits(Video video) {
    Judge judge = new Judge(videos, video);
    List<Fit> fits = new ArrayList<>();
    for (StandingQuery candidate : candidates(judge)) {
      Fit fit = fitOrDrop(candidate, judge);
      if (fit != null) {
        fits.add(fit);
      }
    }
    return fits;
  }

  private Collection<StandingQuery> candidates(Judge judge) {
    Map<StandingQuery, Boolean> candidates = new IdentityHashMap<>();
    unguarded.forEach(query -> candidates.put(query, true));
    guarded.forEach((field, terms) -> collect(judge, field, terms, candidates));
    float[] vector = judge.vector();
    if (vector != null) {
      byVector.forEach(
          (query, point) -> {
            if (near(query, point, vector) != null) {
              candidates.put(query, true);
            }
          });
    }
    return candidates.keySet();
  }

  private static void collect(
      Judge judge,
      String field,
      Map<BytesRef, List<StandingQuery>> waiting,
      Map<StandingQuery, Boolean> into) {
    try {
      Terms terms = judge.reader().terms(field);
      if (terms == null || waiting.isEmpty()) {
        return;
      }
      TermsEnum each = terms.iterator();
      for (BytesRef term = each.next(); term != null; term = each.next()) {
        for (StandingQuery query : waiting.getOrDefault(term, List.of())) {
          into.put(query, true);
        }
      }
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException("reading memory", impossible);
    }
  }

  /** One that cannot be matched is forgotten, or it would keep all others from what is new. */
  private @Nullable Fit fitOrDrop(StandingQuery query, Judge judge) {
    try {
      return fit(query, judge);
    } catch (RuntimeException failure) {
      // What it asks is somebody's own matter.
      LOG.error("A standing query cannot be matched and is forgotten", failure);
      remove(query);
      return null;
    }
  }

  private static @Nullable Fit fit(StandingQuery query, Judge judge) {
    if (!judge.matches(query.admission())) {
      return null;
    }
    if (query.words() == null && query.nearness() == null) {
      return new Fit(query, null);
    }
    if (query.words() != null && judge.matches(query.words())) {
      return new Fit(query, null);
    }
    float[] vector = judge.vector();
    Nearness nearness = query.nearness();
    if (nearness == null || vector == null) {
      return null;
    }
    Double cosine = near(query, nearness.point().values(), vector);
    return cosine == null ? null : new Fit(query, cosine);
  }

  /** The cosine if it is near enough; null if not, or if the two are of different encoders. */
  private static @Nullable Double near(StandingQuery query, float[] point, float[] vector) {
    if (point.length != vector.length) {
      return null;
    }
    double cosine = VectorUtil.dotProduct(point, vector);
    Nearness nearness = query.nearness();
    return nearness != null && cosine >= nearness.threshold() ? cosine : null;
  }
}
