package io.kinora.catalog.postgres;

import io.kinora.catalog.Announcement;
import io.kinora.catalog.Derived;
import io.kinora.catalog.InvalidValueException;
import io.kinora.catalog.MediaFile;
import io.kinora.catalog.News;
import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.catalog.VideoRules;
import io.kinora.catalog.VideoWrite;
import io.kinora.catalog.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a list of writes makes of the rows it met. It knows nothing of the database: rows in, rows
 * out.
 */
final class WriteBatch {

  private final Map<String, Video> before;
  private final Instant now;
  private final Map<String, Video> after = new TreeMap<>();
  private final Set<String> created = new HashSet<>();
  private final List<WriteResult> results = new ArrayList<>();

  /**
   * @param before the rows as they were locked, those of deleted videos included
   * @param now when the changes happen, to the millisecond
   */
  WriteBatch(Map<String, Video> before, Instant now) {
    this.before = before;
    this.now = now;
  }

  /** The ids that a list of writes is about; ids that can be no row's are left out. */
  static Set<String> ids(Collection<VideoWrite> writes) {
    Set<String> ids = new HashSet<>();
    for (VideoWrite write : writes) {
      if (invalidId(write.id()) == null) {
        ids.add(write.id());
      }
    }
    return ids;
  }

  void apply(VideoWrite write) {
    results.add(resultOf(write));
  }

  /** One for each write, in order. */
  List<WriteResult> results() {
    return results;
  }

  /** Rows that are new to the table, by id. */
  List<Video> inserts() {
    return after.values().stream().filter(video -> !before.containsKey(video.id())).toList();
  }

  /** Rows that replace one in the table, by id. */
  List<Video> updates() {
    return after.values().stream().filter(video -> before.containsKey(video.id())).toList();
  }

  /** All rows that were changed, by id. */
  List<Video> changed() {
    return List.copyOf(after.values());
  }

  /** Ids of changed videos whose file was seen before and is gone now, or is another. */
  List<String> withoutFile() {
    return after.values().stream()
        .filter(video -> fileBefore(video) != null && fileChanged(video))
        .map(Video::id)
        .toList();
  }

  /** Keys of the files that changed videos name and did not before. */
  List<String> filesNamed() {
    return after.values().stream()
        .filter(this::fileChanged)
        .flatMap(video -> Stream.ofNullable(file(video)))
        .toList();
  }

  /** Keys of the files that changed videos name no more. */
  List<String> filesLeft() {
    return after.values().stream()
        .filter(this::fileChanged)
        .flatMap(video -> Stream.ofNullable(fileBefore(video)))
        .toList();
  }

  private boolean fileChanged(Video video) {
    return !Objects.equals(file(video), fileBefore(video));
  }

  private @Nullable String fileBefore(Video video) {
    Video row = before.get(video.id());
    return row == null ? null : file(row);
  }

  private static @Nullable String file(Video video) {
    MediaFile media = video.derived().media();
    return media == null ? null : media.key();
  }

  /** What of a changed video viewers have not heard before. */
  Set<News> news(Video video) {
    if (video.deleted()) {
      return Set.of();
    }
    if (created.contains(video.id())) {
      return Set.of(News.PUBLIC);
    }
    Video row = before.get(video.id());
    return row == null ? Set.of() : Announcement.between(row, video);
  }

  private WriteResult resultOf(VideoWrite write) {
    InvalidValueException invalidId = invalidId(write.id());
    if (invalidId != null) {
      return new WriteResult.Rejected(write.id(), invalidId);
    }
    Video row = after.getOrDefault(write.id(), before.get(write.id()));
    Video live = row == null || row.deleted() ? null : row;
    if (live == null && !(write instanceof VideoWrite.Put)) {
      return new WriteResult.NotFound(write.id());
    }
    long current = live == null ? 0 : live.version();
    if (write.ifVersion() != null && write.ifVersion() != current) {
      return new WriteResult.VersionConflict(write.id(), write.ifVersion(), current);
    }
    try {
      return written(changed(write, live), row, live == null);
    } catch (InvalidValueException reason) {
      return new WriteResult.Rejected(write.id(), reason);
    }
  }

  /** Saying again what is so already changes nothing: no version, no outbox row, no work. */
  private WriteResult written(State state, @Nullable Video row, boolean isNew) {
    if (row != null && !isNew && state.equals(State.of(row))) {
      return new WriteResult.Written(row.id(), row.version(), false);
    }
    Video next =
        new Video(
            state.id,
            row == null ? 1 : row.version() + 1,
            state.metadata,
            state.derived,
            row == null || isNew ? now : row.createdAt(),
            now,
            state.deleted);
    after.put(next.id(), next);
    if (isNew) {
      created.add(next.id());
    }
    return new WriteResult.Written(next.id(), next.version(), isNew);
  }

  private static State changed(VideoWrite write, @Nullable Video live) {
    return switch (write) {
      case VideoWrite.Put put when live == null ->
          new State(put.id(), VideoRules.check(put.metadata()), Derived.NOTHING, false);
      case VideoWrite.Put put -> described(live, put.metadata());
      case VideoWrite.Patch patch -> described(live, patch.change().apply(live.metadata()));
      case VideoWrite.Delete delete ->
          new State(delete.id(), VideoMetadata.titled(""), Derived.NOTHING, true);
      case VideoWrite.AttachMedia attach ->
          new State(attach.id(), live.metadata(), live.derived().withMedia(attach.file()), false);
    };
  }

  /** New words for the same file: a vector of the old words goes. */
  private static State described(Video live, VideoMetadata metadata) {
    VideoRules.check(metadata);
    Video described =
        new Video(
            live.id(),
            live.version(),
            metadata,
            live.derived(),
            live.createdAt(),
            live.updatedAt(),
            false);
    boolean sameText = described.embeddableText().equals(live.embeddableText());
    Derived derived = sameText ? live.derived() : live.derived().withoutText();
    return new State(live.id(), metadata, derived, false);
  }

  private static @Nullable InvalidValueException invalidId(String id) {
    try {
      VideoRules.checkId("id", id);
      return null;
    } catch (InvalidValueException invalid) {
      return invalid;
    }
  }

  /** A video without its version and times. */
  private record State(String id, VideoMetadata metadata, Derived derived, boolean deleted) {

    static State of(Video video) {
      return new State(video.id(), video.metadata(), video.derived(), video.deleted());
    }
  }
}
