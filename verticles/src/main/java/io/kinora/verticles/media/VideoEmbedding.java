package io.kinora.verticles.media;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Embedding;
import io.kinora.catalog.Frame;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.postgres.JobPlan;
import io.kinora.indexing.encode.FrameEncoder;
import io.kinora.indexing.encode.TextEncoder;
import io.kinora.indexing.media.RgbImage;
import io.kinora.indexing.media.Thumbnails;
import io.kinora.indexing.media.UnusableMediaException;
import io.kinora.indexing.objects.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What encoders make of videos: text -> text vector, frames -> frame vectors and their mean as the
 * video's vector (mean pooling is a sound first video vector: CLIP4Clip, Luo et al. 2021).
 *
 * <p>Frames are taken as they were prepared for the encoder when the file was decoded; for one that
 * came into use later, from the pictures that are kept of them.
 */
final class VideoEmbedding {

  private static final double LEAST_SQUARED_LENGTH = 1e-12;

  private final ObjectStore objects;
  private final EncodersAtHand encoders;
  private final int batch;
  private final Runnable pulse;

  /**
   * @param batch the most that an encoder is given at once
   * @param pulse called between steps; may throw to end the work
   */
  VideoEmbedding(ObjectStore objects, EncodersAtHand encoders, int batch, Runnable pulse) {
    this.objects = objects;
    this.encoders = encoders;
    this.batch = batch;
    this.pulse = pulse;
  }

  /**
   * What was found out about one video.
   *
   * @param of the frames that were embedded
   */
  record Found(List<Embedding> texts, List<Embedding> sights, List<Frame> of) {

    boolean isEmpty() {
      return texts.isEmpty() && sights.isEmpty();
    }

    /** Added to what is known of it now; frames of a file replaced meanwhile do not count. */
    Derived addedTo(Derived now) {
      Derived next = now;
      for (Embedding text : texts) {
        next = next.withText(text);
      }
      if (now.frames().equals(of)) {
        for (Embedding sight : sights) {
          next = next.withSight(sight);
        }
      }
      return next;
    }
  }

  /**
   * Embeds what the plan says and the encoders at hand can, one result a video, in order.
   *
   * @throws IOException if the pictures of a video cannot be read just now
   * @throws UnusableMediaException if they are damaged or gone
   */
  List<Found> embed(List<Video> videos, JobPlan plan) throws IOException, UnusableMediaException {
    List<Found> found = new ArrayList<>();
    for (Video video : videos) {
      found.add(new Found(new ArrayList<>(), new ArrayList<>(), video.derived().frames()));
    }
    embedTexts(videos, plan, found);
    for (int i = 0; i < videos.size(); i++) {
      for (String name : plan.sightsFor(videos.get(i))) {
        FrameEncoder encoder = encoders.frames(name);
        if (encoder != null) {
          found.get(i).sights().add(embedFrames(videos.get(i), encoder));
        }
      }
    }
    return found;
  }

  private void embedTexts(List<Video> videos, JobPlan plan, List<Found> found) {
    Set<String> names = new TreeSet<>();
    videos.forEach(video -> names.addAll(plan.textsFor(video)));
    for (String name : names) {
      TextEncoder encoder = encoders.text(name);
      if (encoder == null) {
        continue;
      }
      pulse.run();
      List<Integer> which = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < videos.size(); i++) {
        if (plan.textsFor(videos.get(i)).contains(name)) {
          which.add(i);
          texts.add(videos.get(i).embeddableText());
        }
      }
      List<Vector> vectors = encoder.encode(texts);
      for (int i = 0; i < which.size(); i++) {
        found.get(which.get(i)).texts().add(Embedding.ofText(name, vectors.get(i)));
      }
    }
  }

  private Embedding embedFrames(Video video, FrameEncoder encoder)
      throws IOException, UnusableMediaException {
    List<RgbImage> images = pictures(video.derived(), encoder);
    List<Vector> vectors = new ArrayList<>(images.size());
    for (int from = 0; from < images.size(); from += batch) {
      pulse.run();
      vectors.addAll(encoder.encode(images.subList(from, Math.min(images.size(), from + batch))));
    }
    return new Embedding(encoder.name(), mean(vectors), vectors);
  }

  private List<RgbImage> pictures(Derived derived, FrameEncoder encoder)
      throws IOException, UnusableMediaException {
    String pixels = derived.pixels();
    if (pixels != null && PreparedFrames.areFor(encoder.name(), pixels)) {
      Optional<InputStream> object = objects.open(pixels);
      if (object.isPresent()) {
        return prepared(object.get(), derived.frames().size());
      }
    }
    List<RgbImage> images = new ArrayList<>(derived.frames().size());
    for (Frame frame : derived.frames()) {
      pulse.run();
      images.add(encoder.prepare(kept(frame)));
    }
    return images;
  }

  private static List<RgbImage> prepared(InputStream object, int frames)
      throws IOException, UnusableMediaException {
    byte[] bytes;
    try (object) {
      bytes = object.readAllBytes();
    }
    List<RgbImage> images;
    try {
      images = PreparedFrames.read(new ByteArrayInputStream(bytes));
    } catch (IOException damaged) {
      throw new UnusableMediaException(
          "its prepared frames are damaged: upload the file again", damaged);
    }
    if (images.size() != frames) {
      throw new UnusableMediaException("its prepared frames are damaged: upload the file again");
    }
    return images;
  }

  private RgbImage kept(Frame frame) throws IOException, UnusableMediaException {
    String key = frame.thumbnail();
    Optional<InputStream> object = key == null ? Optional.empty() : objects.open(key);
    if (object.isEmpty()) {
      throw new UnusableMediaException(
          "a picture of its frames is no longer there: upload the file again");
    }
    byte[] bytes;
    try (InputStream stream = object.get()) {
      bytes = stream.readAllBytes();
    }
    try {
      return Thumbnails.decode(bytes);
    } catch (IOException damaged) {
      throw new UnusableMediaException(
          "a picture of its frames is damaged: upload the file again", damaged);
    }
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
}
