package io.kinora.indexing.shard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * What a commit says of itself beside its documents.
 *
 * @param schema how videos are laid out in documents
 * @param position how far the log has been read, or null before the first commit with one
 */
record CommitRecord(int schema, VectorSpaces spaces, @Nullable LogPosition position) {

  /** Raised with every change that old documents do not follow. */
  static final int SCHEMA = 2;

  CommitRecord(VectorSpaces spaces, @Nullable LogPosition position) {
    this(SCHEMA, spaces, position);
  }

  /**
   * Of the last commit in a folder; null if there is no index yet.
   *
   * @throws WrongSpacesException if it was made with other encoders
   * @throws UnreadableShardException if it is not ours, or documents are laid out otherwise
   */
  static @Nullable CommitRecord ofLast(Path folder, Directory directory, VectorSpaces spaces)
      throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return null;
    }
    Map<String, String> data = SegmentInfos.readLatestCommit(directory).getUserData();
    CommitRecord held =
        of(data)
            .orElseThrow(
                () -> new UnreadableShardException(folder, "it is not an index of ours", null));
    if (held.schema() != SCHEMA) {
      throw new UnreadableShardException(
          folder, "its layout is version " + held.schema() + ", ours is " + SCHEMA, null);
    }
    if (!held.spaces().equals(spaces)) {
      throw new WrongSpacesException(folder, held.spaces(), spaces);
    }
    return held;
  }

  Map<String, String> toUserData() {
    Map<String, String> data = new TreeMap<>();
    data.put("schema", Integer.toString(schema));
    data.put("text_encoder", spaces.text().encoder());
    data.put("text_dimension", Integer.toString(spaces.text().dimension()));
    data.put("sight_encoder", spaces.sight().encoder());
    data.put("sight_dimension", Integer.toString(spaces.sight().dimension()));
    if (position != null) {
      data.put("log", position.log());
      data.put("next", Long.toString(position.next()));
    }
    return data;
  }

  /** Empty if the data is not a commit record at all. */
  static Optional<CommitRecord> of(Map<String, String> data) {
    String schema = data.get("schema");
    String textEncoder = data.get("text_encoder");
    String textDimension = data.get("text_dimension");
    String sightEncoder = data.get("sight_encoder");
    String sightDimension = data.get("sight_dimension");
    if (schema == null
        || textEncoder == null
        || textDimension == null
        || sightEncoder == null
        || sightDimension == null) {
      return Optional.empty();
    }
    VectorSpaces spaces =
        new VectorSpaces(
            new VectorSpaces.Space(textEncoder, Integer.parseInt(textDimension)),
            new VectorSpaces.Space(sightEncoder, Integer.parseInt(sightDimension)));
    String log = data.get("log");
    String next = data.get("next");
    LogPosition position =
        log == null || next == null ? null : new LogPosition(log, Long.parseLong(next));
    return Optional.of(new CommitRecord(Integer.parseInt(schema), spaces, position));
  }
}
