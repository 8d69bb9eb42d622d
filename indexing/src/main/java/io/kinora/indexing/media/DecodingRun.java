package io.kinora.indexing.media;

import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;

import io.kinora.catalog.MediaFile;
import io.kinora.indexing.duplicate.FrameSampler;
import io.kinora.indexing.duplicate.GrayImage;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * One file on its way through the decoder.
 *
 * <ol>
 *   <li>A short video is decoded frame by frame, so that every cut is seen. If that turns out to
 *       take more than half of the time allowed, the rest is sampled.
 *   <li>A long one is sampled: single key frames at even distances, found by seeking. The distance
 *       grows if the samples turn out to be expensive.
 *   <li>A long one that yields hardly any samples (it may have a single key frame) is decoded frame
 *       by frame as far as the time goes.
 * </ol>
 */
final class DecodingRun implements AutoCloseable {

  /** Share of the time after which a plan that is too slow is given up for a faster one. */
  private static final double PATIENCE = 0.5;

  private static final int SAMPLES_PER_KEY_FRAME = 4;
  private static final long CLOSEST_SAMPLES_MS = 1_000;
  private static final int TOO_FEW = 3;

  /** Less of a file than this is not worth showing. */
  private static final double REASONABLE_SHARE = 0.1;

  private static final double EXTREME_ASPECT = 16;

  /** Cells on the longer side of a miniature: finer ones did not find more, coarser ones less. */
  private static final int MINIATURE_SIDE = 32;

  private final MediaLimits limits;
  private final DecodeWatch watch;
  private final MediaSource source;
  private final FrameReader reader;
  private final IntConsumer percent;
  private final FrameScaler sketches = new FrameScaler(SWS_FAST_BILINEAR);
  private final FrameScaler pictures =
      new FrameScaler(SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT);
  private final FrameScaler miniatures = new FrameScaler(SWS_AREA | SWS_ACCURATE_RND);
  private final long durationMs;
  private final FrameScaler grays = new FrameScaler(SWS_AREA);
  private KeyFrameSelection selection;
  private FrameSampler samples;
  private TrackRecorder track = new TrackRecorder();
  private int miniatureWidth;
  private int miniatureHeight;
  private int shownWidth;
  private int shownHeight;
  private long seenFrames;
  private long seenUntilMs;
  private int percentTold = -1;

  DecodingRun(
      MediaLimits limits,
      DecodeWatch watch,
      MediaSource source,
      FrameReader reader,
      IntConsumer percent) {
    this.limits = limits;
    this.watch = watch;
    this.source = source;
    this.reader = reader;
    this.percent = percent;
    this.durationMs = source.durationMs();
    this.selection = new KeyFrameSelection(limits, durationMs);
    this.samples = new FrameSampler(durationMs);
  }

  DecodedMedia decode() throws UnusableMediaException, InterruptedException {
    tell(0);
    if (durationMs <= limits.frameByFrame().toMillis()) {
      boolean whole = decodeEach();
      if (!whole) {
        sampleFrom(reader.positionMs());
      }
    } else {
      sampleFrom(0);
      if (selection.keyFrames().size() < TOO_FEW && source.seek(0)) {
        reader.restart();
        selection = new KeyFrameSelection(limits, durationMs);
        samples = new FrameSampler(durationMs);
        track = new TrackRecorder();
        decodeEach();
      }
    }
    List<KeyFrame> keyFrames = selection.keyFrames();
    checkEnough(keyFrames);
    tell(100);
    return new DecodedMedia(details(), keyFrames, samples.fingerprint(), track.track());
  }

  @Override
  public void close() {
    sketches.close();
    pictures.close();
    grays.close();
    miniatures.close();
  }

  /**
   * @return false if it took too long and was left
   */
  private boolean decodeEach() throws UnusableMediaException, InterruptedException {
    while (reader.next()) {
      selection.offer(reader.positionMs(), sketch(), this::picture);
      frameSeen();
      if (watch.usedShare() > PATIENCE) {
        return false;
      }
    }
    return true;
  }

  private void sampleFrom(long startMs) throws UnusableMediaException, InterruptedException {
    if (durationMs == 0) {
      sampleWithoutSeeking();
      return;
    }
    long samples = (long) SAMPLES_PER_KEY_FRAME * limits.maxKeyFrames();
    double step = Math.max(CLOSEST_SAMPLES_MS, (double) durationMs / samples);
    double usedBefore = watch.usedShare();
    int taken = 0;
    long lastMs = -1;
    for (double target = startMs; target < durationMs; target += step) {
      // A seek to the very beginning may lead past the first frame, where one stands already.
      if (target > 0 && !source.seek((long) target)) {
        sampleWithoutSeeking();
        return;
      }
      if (!reader.nextKeyFrame(true)) {
        continue;
      }
      if (reader.positionMs() > lastMs) {
        lastMs = reader.positionMs();
        selection.offerSample(lastMs, sketch(), this::picture);
        frameSeen();
      }
      taken++;
      double each = (watch.usedShare() - usedBefore) / taken;
      double affordable = Math.max(1, (PATIENCE + usedBefore - watch.usedShare()) / each);
      step = Math.max(step, (durationMs - target) / affordable);
    }
  }

  private void sampleWithoutSeeking() throws UnusableMediaException, InterruptedException {
    while (reader.nextKeyFrame(false)) {
      selection.offerSample(reader.positionMs(), sketch(), this::picture);
      frameSeen();
    }
  }

  private void frameSeen() throws UnusableMediaException {
    if (samples.wants(reader.positionMs())) {
      samples.take(reader.positionMs(), gray());
    }
    recordMiniature();
    seenFrames++;
    seenUntilMs = Math.max(seenUntilMs, reader.endMs());
    if (durationMs > 0) {
      tell((int) Math.min(99, 100 * seenUntilMs / durationMs));
    }
  }

  private void tell(int reached) {
    if (reached > percentTold) {
      percentTold = reached;
      percent.accept(reached);
    }
  }

  private void checkEnough(List<KeyFrame> keyFrames) throws UnusableMediaException {
    if (keyFrames.isEmpty()) {
      throw new UnusableMediaException("none of its frames can be decoded");
    }
    if (durationMs > 0 && seenUntilMs < REASONABLE_SHARE * durationMs) {
      throw new UnusableMediaException(
          "cut short or damaged: of its %.1f s only %.1f s can be decoded"
              .formatted(durationMs / 1000.0, seenUntilMs / 1000.0));
    }
  }

  private void recordMiniature() throws UnusableMediaException {
    if (!track.wants(reader.positionMs())) {
      return;
    }
    AVFrame frame = reader.frame();
    double width = frame.width() * pixelAspect(frame);
    double shrink = MINIATURE_SIDE / Math.max(width, frame.height());
    int cellsAcross = side(width * shrink);
    int cellsDown = side(frame.height() * shrink);
    if (miniatureWidth == 0) {
      miniatureWidth = cellsAcross;
      miniatureHeight = cellsDown;
    }
    // A video may change its size half-way; its miniatures are all of one.
    RgbImage stored = miniatures.scale(frame, miniatureWidth, miniatureHeight);
    track.add(
        reader.positionMs(), Miniature.of(Orientation.of(frame).apply(stored), MINIATURE_SIDE));
  }

  private Sketch sketch() throws UnusableMediaException {
    return Sketch.of(sketches.scale(reader.frame(), Sketch.SIDE, Sketch.SIDE));
  }

  private GrayImage gray() throws UnusableMediaException {
    AVFrame frame = reader.frame();
    return Orientation.of(frame).apply(grays.gray(frame, FrameSampler.SIDE, FrameSampler.SIDE));
  }

  private RgbImage picture() throws UnusableMediaException {
    AVFrame frame = reader.frame();
    if ((long) frame.width() * frame.height() > limits.maxPixels()) {
      throw new UnusableMediaException(MediaSource.tooLarge(frame.width(), frame.height(), limits));
    }
    double width = frame.width() * pixelAspect(frame);
    double shrink = Math.min(1, limits.longSide() / Math.max(width, frame.height()));
    RgbImage stored = pictures.scale(frame, side(width * shrink), side(frame.height() * shrink));
    Orientation orientation = Orientation.of(frame);
    if (shownWidth == 0) {
      shownWidth = orientation.transposed() ? frame.height() : side(width);
      shownHeight = orientation.transposed() ? side(width) : frame.height();
    }
    return orientation.apply(stored);
  }

  /** Width of a pixel as shown over its height; 1 where the file says nothing or nonsense. */
  private double pixelAspect(AVFrame frame) {
    AVRational ratio = av_guess_sample_aspect_ratio(source.format(), source.video(), frame);
    if (ratio.num() <= 0 || ratio.den() <= 0) {
      return 1;
    }
    double aspect = (double) ratio.num() / ratio.den();
    return aspect > EXTREME_ASPECT || aspect < 1 / EXTREME_ASPECT ? 1 : aspect;
  }

  private static int side(double length) {
    return (int) Math.max(1, Math.round(length));
  }

  private MediaFile.Details details() {
    long length = durationMs > 0 ? durationMs : seenUntilMs;
    double told = source.framesPerSecond();
    double rate = told > 0 ? told : length > 0 ? 1000.0 * seenFrames / length : 0;
    return new MediaFile.Details(
        source.container(),
        reader.codecName(),
        shownWidth,
        shownHeight,
        length,
        rate,
        source.hasAudio());
  }
}
