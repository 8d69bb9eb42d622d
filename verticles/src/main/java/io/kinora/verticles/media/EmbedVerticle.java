package io.kinora.verticles.media;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Stage;
import io.kinora.catalog.Video;
import io.kinora.catalog.postgres.Completion;
import io.kinora.catalog.postgres.Job;
import io.kinora.catalog.postgres.JobPlan;
import io.kinora.catalog.postgres.JobRepository;
import io.kinora.indexing.encode.EncodingException;
import io.kinora.indexing.media.UnusableMediaException;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.verticles.Bell;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Worker;
import io.kinora.verticles.media.VideoEmbedding.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * The embedding stage: gives videos what encoders make of them. Takes as many videos as there are,
 * up to a batch; what waits meanwhile makes the next batch larger.
 */
public final class EmbedVerticle extends Worker {

  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration BEAT = Duration.ofSeconds(10);

  /** Until then the encoder that a job needs may be loaded here, or another node takes it. */
  private static final Duration NO_ENCODER = Duration.ofSeconds(5);

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final JobRepository jobs;
  private final ObjectStore objects;
  private final Supplier<JobPlan> plan;
  private final VideoEmbedding embedding;
  private final int batch;
  private final BoundedPool pool;

  public EmbedVerticle(
      JobRepository jobs,
      ObjectStore objects,
      Supplier<JobPlan> plan,
      EncodersAtHand encoders,
      int batch,
      BoundedPool pool) {
    super(Bell.EMBED, IDLE);
    this.jobs = jobs;
    this.objects = objects;
    this.plan = plan;
    this.embedding = new VideoEmbedding(objects, encoders, batch, this::giveUpIfStopping);
    this.batch = batch;
    this.pool = pool;
  }

  @Override
  protected boolean step() {
    List<Job> claimed = jobs.claim(Stage.EMBED, batch, LEASE).await();
    if (claimed.isEmpty()) {
      return false;
    }
    long beat = vertx.setPeriodic(BEAT.toMillis(), tick -> stillAtIt(claimed));
    try {
      work(claimed);
    } finally {
      vertx.cancelTimer(beat);
    }
    Bell.ring(vertx, Bell.CATALOGUE);
    return true;
  }

  /** A batch may take longer than a lease. */
  private void stillAtIt(List<Job> claimed) {
    for (Job job : claimed) {
      jobs.progress(job, 0, LEASE);
    }
  }

  private void work(List<Job> claimed) {
    JobPlan now = plan.get();
    try {
      finish(claimed, now, pool.run(() -> embed(claimed, now)).await());
    } catch (EncodingException | UncheckedIOException | IllegalArgumentException unusable) {
      oneByOne(claimed, now);
    } catch (CancellationException stopped) {
      for (Job job : claimed) {
        jobs.retryLater(job, Duration.ZERO).await();
      }
    }
  }

  private List<Found> embed(List<Job> claimed, JobPlan now) {
    try {
      return embedding.embed(claimed.stream().map(Job::video).toList(), now);
    } catch (UnusableMediaException unusable) {
      throw new IllegalArgumentException(unusable.getMessage(), unusable);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable.getMessage(), unreadable);
    }
  }

  /** Something in the batch cannot be embedded: the others must not suffer for it. */
  private void oneByOne(List<Job> claimed, JobPlan now) {
    UncheckedIOException trouble = null;
    for (Job job : claimed) {
      try {
        finish(List.of(job), now, pool.run(() -> embed(List.of(job), now)).await());
      } catch (EncodingException | IllegalArgumentException unusable) {
        log.warn("{} cannot be embedded: {}", job.videoId(), unusable.toString());
        jobs.fail(job, "could not be embedded: " + unusable.getMessage()).await();
      } catch (UncheckedIOException unreadable) {
        // Not the video's fault: where files are kept is in trouble, as far as one can tell.
        trouble = unreadable;
        jobs.retryLater(job, RETRY).await();
      }
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  private void finish(List<Job> claimed, JobPlan now, List<Found> found) {
    List<Completion> completions = new ArrayList<>();
    for (int i = 0; i < claimed.size(); i++) {
      Job job = claimed.get(i);
      Found its = found.get(i);
      if (its.isEmpty()) {
        jobs.retryLater(job, NO_ENCODER).await();
      } else {
        completions.add(new Completion(job, known -> tidied(job.video(), now, its, known)));
      }
    }
    List<Boolean> completed = jobs.completeAll(completions).await();
    for (int i = 0; i < completions.size(); i++) {
      Completion completion = completions.get(i);
      Video video = completion.job().video();
      String pixels = video.derived().pixels();
      boolean done = completion.change().apply(video.derived()).pixels() == null;
      if (completed.get(i) && pixels != null && done) {
        forget(pixels);
      }
    }
  }

  /** Prepared frames go once no encoder waits for them. */
  private static Derived tidied(Video video, JobPlan now, Found found, Derived known) {
    Derived next = found.addedTo(known);
    String pixels = next.pixels();
    boolean awaited =
        pixels != null
            && now.sightsFor(video.withDerived(next)).stream()
                .anyMatch(encoder -> PreparedFrames.areFor(encoder, pixels));
    return awaited ? next : next.withoutPixels();
  }

  private void forget(String pixels) {
    try {
      objects.delete(pixels);
    } catch (IOException left) {
      log.warn("Prepared frames {} could not be removed: {}", pixels, left.getMessage());
    }
  }
}
