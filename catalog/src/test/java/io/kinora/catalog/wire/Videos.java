package io.kinora.catalog.wire;

import io.kinora.catalog.Derived;
import io.kinora.catalog.Embedding;
import io.kinora.catalog.Frame;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.SuppliedFrame;
import io.kinora.catalog.Track;
import io.kinora.catalog.Vector;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random videos: any that the rules allow, and a few that they would not. */
public final class Videos {

  private Videos() {}

  public static Arbitrary<Video> any() {
    return Combinators.combine(
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(128),
            Arbitraries.longs().greaterOrEqual(1),
            metadata(),
            derived(),
            instants(),
            instants(),
            Arbitraries.of(true, false))
        .as(Video::new);
  }

  public static Arbitrary<VideoMetadata> metadata() {
    Arbitrary<List<Object>> words =
        Combinators.combine(
                text(), text(), text().injectNull(0.3), text().list().ofMaxSize(4), text())
            .as(
                (title, description, channel, tags, transcript) ->
                    java.util.Arrays.asList(title, description, channel, tags, transcript));
    return Combinators.combine(
            words,
            Arbitraries.of("en", "pt-BR").injectNull(0.3),
            instants().injectNull(0.3),
            Arbitraries.doubles().between(0, 8_640_000).injectNull(0.3),
            Arbitraries.longs().greaterOrEqual(0),
            vector().injectNull(0.5),
            vector().injectNull(0.5),
            Combinators.combine(Arbitraries.longs().between(0, 8_640_000_000L), vector())
                .as(SuppliedFrame::new)
                .list()
                .ofMaxSize(3))
        .as(Videos::metadata);
  }

  public static Arbitrary<Derived> derived() {
    Arbitrary<Track> track = Arbitraries.bytes().array(byte[].class).ofMaxSize(9).map(Track::new);
    return Combinators.combine(withoutTrack(), track.injectNull(0.5)).as(Videos::withTrack);
  }

  private static Derived withTrack(Derived derived, Track track) {
    return new Derived(
        derived.media(),
        derived.frames(),
        derived.pixels(),
        derived.texts(),
        derived.sights(),
        derived.group(),
        track);
  }

  private static Arbitrary<Derived> withoutTrack() {
    return Combinators.combine(
            media().injectNull(0.3),
            frame().list().ofMaxSize(3),
            text().injectNull(0.5),
            embedding().list().ofMaxSize(2),
            embedding().list().ofMaxSize(2),
            text().injectNull(0.5))
        .as(
            (media, frames, pixels, texts, sights, group) ->
                new Derived(media, frames, pixels, texts, sights, group, null));
  }

  @SuppressWarnings("unchecked")
  private static VideoMetadata metadata(
      List<Object> words,
      String language,
      Instant publishedAt,
      Double durationS,
      long views,
      Vector textVector,
      Vector videoVector,
      List<SuppliedFrame> frames) {
    String channel = (String) words.get(2);
    return new VideoMetadata(
        (String) words.get(0),
        (String) words.get(1),
        channel,
        (List<String>) words.get(3),
        language,
        publishedAt,
        durationS,
        channel,
        (String) words.get(4),
        views,
        views / 3,
        channel,
        textVector,
        videoVector,
        frames);
  }

  private static Arbitrary<MediaFile> media() {
    Arbitrary<MediaFile.Details> details =
        Combinators.combine(
                text(),
                text(),
                Arbitraries.integers().greaterOrEqual(1),
                Arbitraries.integers().greaterOrEqual(1),
                Arbitraries.longs().greaterOrEqual(0),
                Arbitraries.doubles().between(0, 1000),
                Arbitraries.of(true, false))
            .as(MediaFile.Details::new);
    return Combinators.combine(
            text(), Arbitraries.longs().greaterOrEqual(0), details.injectNull(0.3))
        .as(MediaFile::new);
  }

  private static Arbitrary<Frame> frame() {
    return Combinators.combine(
            Arbitraries.longs().greaterOrEqual(0),
            text().injectNull(0.3),
            Arbitraries.longs().injectNull(0.3))
        .as(Frame::new);
  }

  private static Arbitrary<Embedding> embedding() {
    return Combinators.combine(text(), vector(), vector().list().ofMaxSize(3)).as(Embedding::new);
  }

  private static Arbitrary<Vector> vector() {
    return Arbitraries.floats().array(float[].class).ofMinSize(1).ofMaxSize(8).map(Vector::new);
  }

  /** Any Unicode text: letters, controls but NUL, and characters outside the basic plane. */
  private static Arbitrary<String> text() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20).withCharRange(' ', '\ud7ff'),
        Arbitraries.of("", "\t\n\"\\", "🎬 naïve", "{}", "null"));
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(
            Instant.parse("0001-01-01T00:00:00Z").toEpochMilli(),
            Instant.parse("9999-12-31T23:59:59Z").toEpochMilli())
        .map(Instant::ofEpochMilli);
  }
}
