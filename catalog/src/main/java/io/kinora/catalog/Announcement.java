package io.kinora.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A video of which viewers may want to hear, and why just now.
 *
 * @param news not empty
 * @param video as it is by now, without what nobody waits for: vectors of texts and frames, and all
 *     pictures but the first
 */
public record Announcement(Set<News> news, Video video) {

  public Announcement {
    news = Set.copyOf(news);
  }

  /** Leaves out of the video what the announcement does not carry. */
  public static Announcement of(Video video, Set<News> news) {
    return new Announcement(
        news,
        with(
            video,
            with(video.metadata(), video.metadata().videoVector()),
            derived(video.derived(), true)));
  }

  /**
   * The video without its news: who waits for a video like that has heard of it already. Empty if
   * nobody has.
   */
  public Optional<Video> before() {
    if (news.contains(News.PUBLIC)) {
      return Optional.empty();
    }
    VideoMetadata said = news.contains(News.SEEN) ? with(video.metadata(), null) : video.metadata();
    Derived derived =
        news.contains(News.DECODED)
            ? Derived.NOTHING
            : derived(video.derived(), !news.contains(News.SEEN));
    return Optional.of(with(video, said, derived));
  }

  private static Video with(Video video, VideoMetadata metadata, Derived derived) {
    return new Video(
        video.id(),
        video.version(),
        metadata,
        derived,
        video.createdAt(),
        video.updatedAt(),
        video.deleted());
  }

  private static VideoMetadata with(
      VideoMetadata said, @org.jspecify.annotations.Nullable Vector videoVector) {
    return new VideoMetadata(
        said.title(),
        said.description(),
        said.channel(),
        said.tags(),
        said.language(),
        said.publishedAt(),
        said.durationS(),
        said.category(),
        said.transcript(),
        said.views(),
        said.likes(),
        said.license(),
        null,
        videoVector,
        List.of());
  }

  private static Derived derived(Derived derived, boolean withVector) {
    List<Frame> first = derived.frames().stream().limit(1).toList();
    Derived kept =
        derived.media() == null
            ? Derived.NOTHING
            : Derived.NOTHING.withFrames(derived.media(), first, null, null);
    if (withVector) {
      for (Embedding made : derived.sights()) {
        kept = kept.withSight(new Embedding(made.encoder(), made.whole(), List.of()));
      }
    }
    return kept.withGroup(derived.group());
  }

  /** What has become new from one state of a video to the next. */
  public static Set<News> between(Video before, Video after) {
    EnumSet<News> news = EnumSet.noneOf(News.class);
    if (!seen(before) && seen(after)) {
      news.add(News.SEEN);
    }
    if (!decoded(before) && decoded(after)) {
      news.add(News.DECODED);
    }
    return news;
  }

  private static boolean seen(Video video) {
    return video.metadata().videoVector() != null || !video.derived().sights().isEmpty();
  }

  private static boolean decoded(Video video) {
    MediaFile media = video.derived().media();
    return media != null && media.details() != null;
  }
}
