package io.kinora.indexing.shard;

/** The names of a shard's fields. Readers and the writer agree on these and on nothing else. */
public final class ShardFields {

  /** On every document of a block: the video's id, so that a block can be replaced as one. */
  public static final String BLOCK = "block";

  /** What a document is: {@link #VIDEO}, {@link #FRAME} or {@link #TOMBSTONE}. */
  public static final String KIND = "kind";

  public static final String VIDEO = "video";
  public static final String FRAME = "frame";
  public static final String TOMBSTONE = "tombstone";

  /** Term and binary doc value, on videos and tombstones. */
  public static final String ID = "id";

  /** Numeric doc value, on videos and tombstones. */
  public static final String VERSION = "version";

  /** Title, tags, channel and description as one weighted stream of words (BM25F). */
  public static final String WORDS = "words";

  /** The title's words in all their forms with positions, for words near one another. */
  public static final String TITLE = "title";

  /**
   * Title, tags, channel and description as they are written, with positions: for exact phrases.
   */
  public static final String PHRASES = "phrases";

  /** Which language's analysis the words went through beside the neutral one; absent if none. */
  public static final String ANALYSED = "analysed";

  /**
   * What is said, with positions, apart from {@link #WORDS}: its length must not drown the title.
   */
  public static final String TRANSCRIPT = "transcript";

  /** Of videos of which copies are known: the id that stands for them all. */
  public static final String GROUP = "group";

  /**
   * All words of a video as they are written, in lower case: the vocabulary ({@link SurfaceWords}).
   */
  public static final String SURFACE = "surface";

  public static final String CHANNEL = "channel";
  public static final String TAG = "tag";
  public static final String LANGUAGE = "language";
  public static final String CATEGORY = "category";
  public static final String LICENSE = "license";
  public static final String DURATION_MS = "duration_ms";
  public static final String VIEWS = "views";
  public static final String LIKES = "likes";

  /** Milliseconds since 1970. */
  public static final String PUBLISHED_AT = "published_at";

  /** {@link VideoCard}, binary doc value: what ranking reads of every candidate. */
  public static final String CARD = "card";

  /** {@link StoredVideo}, binary doc value: what a hit shows. */
  public static final String STORED = "stored";

  public static final String TEXT_VECTOR = "text_vector";
  public static final String VIDEO_VECTOR = "video_vector";

  /** On frames. */
  public static final String FRAME_VECTOR = "frame_vector";

  /** Numeric doc value, on frames. */
  public static final String TIMESTAMP_MS = "timestamp_ms";

  /** {@link io.kinora.catalog.Track}, binary doc value, on videos. */
  public static final String TRACK = "track";

  private ShardFields() {}
}
