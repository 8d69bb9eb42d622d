package io.kinora.search.shard;

import io.kinora.catalog.Vector;
import io.kinora.indexing.shard.ShardFields;
import io.kinora.indexing.shard.ShardLookup;
import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/**
 * What the index knows of a video's content.
 *
 * @param there whether it has such a video at all
 * @param text its text vector, or null
 * @param sight its video vector, or null
 * @param group which it shares with its copies, or null if none is known
 */
public record VideoContent(
    boolean there, @Nullable Vector text, @Nullable Vector sight, @Nullable String group) {

  public VideoContent(boolean there, @Nullable Vector text, @Nullable Vector sight) {
    this(there, text, sight, null);
  }

  private static final VideoContent ABSENT = new VideoContent(false, null, null);

  static VideoContent of(IndexSearcher searcher, String id) throws IOException {
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      LeafReader reader = segment.reader();
      int doc = ShardLookup.document(reader, id);
      if (doc < 0) {
        continue;
      }
      boolean video = DocValues.getBinary(reader, ShardFields.STORED).advanceExact(doc);
      return video
          ? new VideoContent(
              true,
              vector(reader, ShardFields.TEXT_VECTOR, doc),
              vector(reader, ShardFields.VIDEO_VECTOR, doc),
              group(reader, doc))
          : ABSENT;
    }
    return ABSENT;
  }

  private static @Nullable String group(LeafReader reader, int doc) throws IOException {
    SortedSetDocValues groups = DocValues.getSortedSet(reader, ShardFields.GROUP);
    return groups.advanceExact(doc) ? groups.lookupOrd(groups.nextOrd()).utf8ToString() : null;
  }

  private static @Nullable Vector vector(LeafReader reader, String field, int doc)
      throws IOException {
    FloatVectorValues vectors = reader.getFloatVectorValues(field);
    if (vectors == null) {
      return null;
    }
    KnnVectorValues.DocIndexIterator at = vectors.iterator();
    int found = at.advance(doc);
    boolean own = found == doc && found != DocIdSetIterator.NO_MORE_DOCS;
    return own ? new Vector(vectors.vectorValue(at.index()).clone()) : null;
  }
}
