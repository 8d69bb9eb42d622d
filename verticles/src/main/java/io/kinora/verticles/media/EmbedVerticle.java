package io.kinora.verticles.media;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Frame;
import io.kinora.catalog.Stage;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.postgres.Completion;
import io.kinora.catalog.postgres.Job;
import io.kinora.catalog.postgres.JobRepository;
import io.kinora.indexing.encode.EncodingException;
import io.kinora.indexing.encode.FrameEncoder;
import io.kinora.indexing.encode.TextEncoder;
import io.kinora.indexing.media.RgbImage;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.verticles.Bell;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The embedding stage: text -> text vector, frames -> frame vectors and their mean as the video's
 * vector (mean pooling is a sound first video vector: CLIP4Clip, Luo et al. 2021). Takes as many
 * videos as there are, up to a batch; what waits meanwhile makes the next batch larger.
 */
public final class EmbedVerticle extends Worker {

  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final double LEAST_SQUARED_LENGTH = 1e-12;

  private final JobRepository jobs;
  private final ObjectStore objects;
  private final @Nullable TextEncoder text;
  private final @Nullable FrameEncoder sight;
  private final int batch;
  private final BoundedPool pool;

  public EmbedVerticle(
      JobRepository jobs,
      ObjectStore objects,
      @Nullable TextEncoder text,
      @Nullable FrameEncoder sight,
      int batch,
      BoundedPool pool) {
    super(Bell.EMBED, IDLE);
    this.jobs = jobs;
    this.objects = objects;
    this.text = text;
    this.sight = sight;
    this.batch = batch;
    this.pool = pool;
  }

  @Override
  protected boolean step() {
    List<Job> claimed = jobs.claim(Stage.EMBED, batch, LEASE).await();
    if (claimed.isEmpty()) {
      return false;
    }
    try {
      finish(claimed, pool.run(() -> embed(claimed)).await());
    } catch (EncodingException | IOException | IllegalArgumentException unusable) {
      oneByOne(claimed);
    } catch (CancellationException stopped) {
      for (Job job : claimed) {
        jobs.retryLater(job, Duration.ZERO).await();
      }
    }
    Bell.ring(vertx, Bell.CATALOGUE);
    return true;
  }

  /** Something in the batch cannot be embedded: the others must not suffer for it. */
  private void oneByOne(List<Job> claimed) {
    for (Job job : claimed) {
      try {
        finish(List.of(job), pool.run(() -> embed(List.of(job))).await());
      } catch (EncodingException | IOException | IllegalArgumentException unusable) {
        log.warn("{} cannot be embedded: {}", job.videoId(), unusable.toString());
        jobs.fail(job, "could not be embedded: " + unusable.getMessage()).await();
      }
    }
  }

  private void finish(List<Job> claimed, List<UnaryOperator<Derived>> found) throws IOException {
    List<Completion> completions = new ArrayList<>();
    for (int i = 0; i < claimed.size(); i++) {
      completions.add(new Completion(claimed.get(i), found.get(i)));
    }
    List<Boolean> completed = jobs.completeAll(completions).await();
    for (int i = 0; i < claimed.size(); i++) {
      if (completed.get(i)) {
        forgetPixels(claimed.get(i).video());
      }
    }
  }

  private List<UnaryOperator<Derived>> embed(List<Job> claimed) throws IOException {
    Map<Integer, Vector> texts = embedTexts(claimed);
    List<UnaryOperator<Derived>> changes = new ArrayList<>();
    for (int i = 0; i < claimed.size(); i++) {
      giveUpIfStopping();
      Video video = claimed.get(i).video();
      Vector textVector = texts.get(i);
      Optional<Seen> seen = embedFrames(video);
      changes.add(
          now -> {
            Derived next = now;
            if (textVector != null && text != null) {
              next = next.withText(text.name(), textVector);
            }
            boolean sameFile =
                video.derived().pixels() != null && video.derived().pixels().equals(now.pixels());
            if (seen.isPresent() && sameFile && sight != null) {
              next = next.withSight(sight.name(), seen.get().frames(), seen.get().mean());
            }
            return next;
          });
    }
    return changes;
  }

  private Map<Integer, Vector> embedTexts(List<Job> claimed) {
    if (text == null) {
      return Map.of();
    }
    List<Integer> which = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < claimed.size(); i++) {
      Video video = claimed.get(i).video();
      boolean wanted =
          video.metadata().textVector() == null
              && !text.name().equals(video.derived().textEncoder());
      if (wanted) {
        which.add(i);
        texts.add(video.embeddableText());
      }
    }
    Map<Integer, Vector> vectors = new HashMap<>();
    if (!texts.isEmpty()) {
      List<Vector> encoded = text.encode(texts);
      for (int i = 0; i < which.size(); i++) {
        vectors.put(which.get(i), encoded.get(i));
      }
    }
    return vectors;
  }

  private record Seen(List<Frame> frames, Vector mean) {}

  private Optional<Seen> embedFrames(Video video) throws IOException {
    String pixels = video.derived().pixels();
    if (sight == null || pixels == null || sight.name().equals(video.derived().sightEncoder())) {
      return Optional.empty();
    }
    Optional<InputStream> object = objects.open(pixels);
    if (object.isEmpty()) {
      throw new IOException("its prepared frames are no longer there: upload the file again");
    }
    List<RgbImage> images;
    try (InputStream stream = object.get()) {
      images = PreparedFrames.read(stream);
    } catch (IOException damaged) {
      throw new IOException("its prepared frames are damaged: upload the file again", damaged);
    }
    if (images.size() != video.derived().frames().size()) {
      throw new IOException("its prepared frames are damaged: upload the file again");
    }
    List<Vector> vectors = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += batch) {
      giveUpIfStopping();
      vectors.addAll(sight.encode(images.subList(from, Math.min(images.size(), from + batch))));
    }
    List<Frame> frames = new ArrayList<>(vectors.size());
    for (int i = 0; i < vectors.size(); i++) {
      frames.add(video.derived().frames().get(i).withVector(vectors.get(i)));
    }
    return Optional.of(new Seen(frames, mean(vectors)));
  }

  private static Vector mean(List<Vector> vectors) {
    float[] sum = new float[vectors.getFirst().dimension()];
    for (Vector vector : vectors) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector.values()[i];
      }
    }
    double squares = 0;
    for (float value : sum) {
      squares += (double) value * value;
    }
    // Frames that cancel out have no common direction; then the first stands for all.
    return squares > LEAST_SQUARED_LENGTH ? new Vector(sum).normalised() : vectors.getFirst();
  }

  private void forgetPixels(Video video) {
    String pixels = video.derived().pixels();
    if (pixels == null || sight == null) {
      return;
    }
    try {
      objects.delete(pixels);
    } catch (IOException left) {
      log.warn("Prepared frames {} could not be removed: {}", pixels, left.getMessage());
    }
  }
}
