package io.kinora.indexing.shard;

import io.kinora.catalog.Video;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.jspecify.annotations.Nullable;

/**
 * A video as a shard would index it, without a shard: for queries that wait for videos. For one
 * thread at a time.
 */
public final class LoneVideo {

  private final VideoDocuments documents;
  private final Analyzer gaps = new TextGap();

  /**
   * @param fallbackLanguage as {@link ShardConfig} has it
   */
  public LoneVideo(VectorSpaces spaces, String fallbackLanguage) {
    this.documents = new VideoDocuments(spaces, fallbackLanguage);
  }

  /** Everything that words and filters can ask for. */
  public Document document(Video video) {
    Document document = new Document();
    document.add(new StringField(ShardFields.ID, video.id(), Store.NO));
    documents.addConditions(document, video);
    return document;
  }

  /** With which {@link #document} is to be indexed. */
  public Analyzer analyzer() {
    return gaps;
  }

  /** Its vector with length 1, or null if it has none of this space. */
  public float @Nullable [] videoVector(Video video) {
    return documents.videoVector(video);
  }
}
