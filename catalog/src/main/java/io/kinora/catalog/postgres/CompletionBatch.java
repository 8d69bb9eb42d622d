package io.kinora.catalog.postgres;

import io.kinora.catalog.Announcement;
import io.kinora.catalog.News;
import io.kinora.catalog.Video;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What a list of completions makes of the rows it met. */
final class CompletionBatch {

  private final JobPlan plan;
  private final Map<String, Video> before;
  private final Set<UUID> held;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Map<String, Video> after = new TreeMap<>();
  private final List<Boolean> results = new ArrayList<>();

  /**
   * @param before the rows as they were locked
   * @param held the leases that were still valid
   */
  CompletionBatch(JobPlan plan, Map<String, Video> before, Set<UUID> held) {
    this.plan = plan;
    this.before = before;
    this.held = held;
  }

  /**
   * @throws IllegalStateException if the plan would want the very same work again: that would never
   *     end
   */
  void apply(Completion completion) {
    Job job = completion.job();
    Video video = after.getOrDefault(job.videoId(), before.get(job.videoId()));
    if (video == null || !held.contains(job.lease())) {
      results.add(false);
      return;
    }
    results.add(true);
    Video next =
        new Video(
            video.id(),
            video.version() + 1,
            video.metadata(),
            completion.change().apply(video.derived()),
            video.createdAt(),
            now,
            video.deleted());
    if (plan.needed(next).contains(job.stage())
        && plan.subject(job.stage(), next).equals(plan.subject(job.stage(), video))) {
      throw new IllegalStateException(
          "the "
              + job.stage()
              + " of video "
              + job.videoId()
              + " did not do what was to be done: "
              + plan.subject(job.stage(), next));
    }
    after.put(next.id(), next);
  }

  /** What a changed row has that it had not before. */
  Set<News> news(Video changed) {
    Video row = before.get(changed.id());
    return row == null ? Set.of() : Announcement.between(row, changed);
  }

  List<Boolean> results() {
    return results;
  }

  /** The changed rows, by id. */
  List<Video> changed() {
    return List.copyOf(after.values());
  }
}
