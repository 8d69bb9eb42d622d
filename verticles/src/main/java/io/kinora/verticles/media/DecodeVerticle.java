package io.kinora.verticles.media;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Frame;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.Stage;
import io.kinora.catalog.Track;
import io.kinora.catalog.postgres.Completion;
import io.kinora.catalog.postgres.Job;
import io.kinora.catalog.postgres.JobRepository;
import io.kinora.catalog.postgres.KeptFingerprint;
import io.kinora.indexing.duplicate.Fingerprint;
import io.kinora.indexing.encode.FrameEncoder;
import io.kinora.indexing.media.DecodedMedia;
import io.kinora.indexing.media.KeyFrame;
import io.kinora.indexing.media.MediaDecoder;
import io.kinora.indexing.media.MiniatureTrack;
import io.kinora.indexing.media.PerceptualHash;
import io.kinora.indexing.media.Thumbnails;
import io.kinora.indexing.media.UnusableMediaException;
import io.kinora.indexing.objects.ObjectStore;
import io.kinora.indexing.objects.UploadKeys;
import io.kinora.verticles.Bell;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.Worker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The media stage: an uploaded file -> key frames with thumbnails, perceptual hashes and the pixels
 * that the embedding stage takes. One file at a time for each instance.
 */
public final class DecodeVerticle extends Worker {

  private static final Duration IDLE = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration BEAT = Duration.ofMillis(500);
  private static final int THUMBNAIL_SIDE = 480;
  private static final float THUMBNAIL_QUALITY = 0.82f;

  private final JobRepository jobs;
  private final ObjectStore objects;
  private final MediaDecoder decoder;
  private final Supplier<@Nullable FrameEncoder> sight;
  private final BoundedPool pool;

  /**
   * @param sight prepares frames for the embedding stage; gives null while no sight encoder is in
   *     use
   * @param pool where decoding runs, with a thread for each instance
   */
  public DecodeVerticle(
      JobRepository jobs,
      ObjectStore objects,
      MediaDecoder decoder,
      Supplier<@Nullable FrameEncoder> sight,
      BoundedPool pool) {
    super(Bell.DECODE, IDLE);
    this.jobs = jobs;
    this.objects = objects;
    this.decoder = decoder;
    this.sight = sight;
    this.pool = pool;
  }

  @Override
  protected boolean step() {
    List<Job> claimed = jobs.claim(Stage.DECODE, 1, LEASE).await();
    if (claimed.isEmpty()) {
      return false;
    }
    decode(claimed.getFirst());
    return true;
  }

  private void decode(Job job) {
    MediaFile media = job.video().derived().media();
    if (media == null) {
      jobs.fail(job, "the video has no file").await();
      return;
    }
    AtomicInteger percent = new AtomicInteger();
    AtomicBoolean wanted = new AtomicBoolean(true);
    long beat =
        vertx.setPeriodic(
            BEAT.toMillis(),
            tick -> jobs.progress(job, percent.get(), LEASE).onSuccess(wanted::set));
    Found found;
    try {
      found = pool.run(() -> find(media, percent, wanted)).await();
    } catch (Exception failure) {
      if (!wanted.get()) {
        return;
      }
      if (unwrapped(failure) instanceof UnusableMediaException unusable) {
        jobs.fail(job, String.valueOf(unusable.getMessage())).await();
        return;
      }
      // Not the file's fault: the node stops, or its disk is full. It is as good as never begun.
      jobs.retryLater(job, stopping() ? Duration.ZERO : RETRY).await();
      throw failure;
    } finally {
      vertx.cancelTimer(beat);
    }
    UnaryOperator<Derived> change =
        now -> now.withFrames(found.media(), found.frames(), found.pixels(), found.track());
    jobs.completeAll(List.of(new Completion(job, change, kept(found.fingerprint())))).await();
    Bell.ring(vertx, Bell.CATALOGUE);
    Bell.ring(vertx, Bell.EMBED);
    Bell.ring(vertx, Bell.DUPLICATES);
  }

  private record Found(
      MediaFile media,
      List<Frame> frames,
      @Nullable String pixels,
      Fingerprint fingerprint,
      @Nullable Track track) {}

  private static KeptFingerprint kept(Fingerprint fingerprint) {
    return new KeptFingerprint(
        fingerprint.toBytes(), fingerprint.isEmpty() ? new int[0] : fingerprint.terms());
  }

  /**
   * @param wanted becomes false if the video is deleted meanwhile, or has another file
   */
  private Found find(MediaFile media, AtomicInteger percent, AtomicBoolean wanted)
      throws IOException, UnusableMediaException, InterruptedException {
    Optional<Path> file = objects.file(media.key());
    if (file.isEmpty()) {
      throw new UnusableMediaException("the uploaded file is no longer there: upload it again");
    }
    DecodedMedia decoded =
        decoder.decode(
            file.get(),
            reached -> {
              giveUpUnless(wanted);
              percent.set(reached);
            });
    String folder = UploadKeys.frames(media.key());
    List<Frame> frames = new ArrayList<>();
    for (KeyFrame key : decoded.keyFrames()) {
      giveUpUnless(wanted);
      String thumbnail = folder + String.format(Locale.ROOT, "frame-%09d.jpg", key.timestampMs());
      put(thumbnail, Thumbnails.jpeg(key.image(), THUMBNAIL_SIDE, THUMBNAIL_QUALITY));
      frames.add(new Frame(key.timestampMs(), thumbnail, PerceptualHash.of(key.image())));
    }
    MiniatureTrack track = decoded.track();
    return new Found(
        media.withDetails(decoded.details()),
        frames,
        prepare(folder, decoded),
        decoded.fingerprint(),
        track == null ? null : track.toBytes());
  }

  private void giveUpUnless(AtomicBoolean wanted) {
    giveUpIfStopping();
    if (!wanted.get()) {
      throw new CancellationException("the file is not wanted any more");
    }
  }

  private @Nullable String prepare(String folder, DecodedMedia decoded) throws IOException {
    FrameEncoder encoder = sight.get();
    if (encoder == null) {
      return null;
    }
    String key = PreparedFrames.key(folder, encoder.name());
    put(
        key,
        PreparedFrames.write(
            decoded.keyFrames().stream().map(f -> encoder.prepare(f.image())).toList()));
    return key;
  }

  private void put(String key, byte[] content) throws IOException {
    objects.put(key, new ByteArrayInputStream(content));
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure.getCause() != null && !(failure instanceof UnusableMediaException)
        ? failure.getCause()
        : failure;
  }
}
