package io.kinora.indexing.shard;

import io.kinora.catalog.Video;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * A Lucene index of one partition of the log.
 *
 * <ul>
 *   <li>One thread writes ({@link #apply}, {@link #commit}); any number search; {@link #refresh}
 *       may be called by any.
 *   <li>A video replaces its older version as one block. A version that is not newer than the one
 *       held is ignored, so records may come twice or late.
 *   <li>A commit is atomic: documents and log position together. What was applied after the last
 *       commit is gone after {@link #close} or a crash and is read from the log again.
 * </ul>
 */
public final class Shard implements Closeable {

  /** Segments below this size are merged as if they had it: freshly written ones do not pile up. */
  private static final double FLOOR_SEGMENT_MB = 16;

  /** Merging more than these into one segment takes minutes, and pays less. */
  private static final int MOST_SETTLED = 500_000;

  /** With this share of the documents in one segment the rest does not matter. */
  private static final double MOST_IN_ONE = 0.8;

  private final FSDirectory directory;
  private final VectorSpaces spaces;
  private final ShardConfig config;
  private final VideoDocuments documents;
  private final ShardBlocks blocks;
  private final IndexWriter writer;
  private final Warm warm;
  private final SearcherManager searchers;
  private final LiveVersions versions;
  private volatile @Nullable LogPosition position;

  private Shard(
      FSDirectory directory,
      VectorSpaces spaces,
      ShardConfig config,
      IndexWriter writer,
      @Nullable LogPosition position)
      throws IOException {
    this.directory = directory;
    this.spaces = spaces;
    this.config = config;
    this.documents = new VideoDocuments(spaces, config.fallbackLanguage());
    this.blocks = new ShardBlocks();
    this.writer = writer;
    this.warm = new Warm(blocks);
    this.searchers = new SearcherManager(writer, warm);
    this.versions = new LiveVersions(searchers);
    this.position = position;
  }

  /**
   * Opens the index in a folder, or makes a new one there.
   *
   * @throws WrongSpacesException if it was made with other encoders
   * @throws UnreadableShardException if it is damaged or of another version: delete it and replay
   * @throws IOException if the disk fails or another process has it open
   */
  public static Shard open(Path folder, VectorSpaces spaces, ShardConfig config)
      throws IOException {
    Files.createDirectories(folder);
    FSDirectory directory = FSDirectory.open(folder);
    IndexWriter writer = null;
    try {
      LogPosition position = checkedPosition(folder, directory, spaces);
      writer = new IndexWriter(directory, writerConfig(config));
      if (!DirectoryReader.indexExists(directory)) {
        writer.setLiveCommitData(new CommitRecord(spaces, null).toUserData().entrySet());
        writer.commit();
      }
      return new Shard(directory, spaces, config, writer, position);
    } catch (IOException | RuntimeException failure) {
      closeAfter(failure, writer, directory);
      throw readable(folder, failure);
    }
  }

  private static @Nullable LogPosition checkedPosition(
      Path folder, Directory directory, VectorSpaces spaces) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return null;
    }
    Map<String, String> data = SegmentInfos.readLatestCommit(directory).getUserData();
    CommitRecord held =
        CommitRecord.of(data)
            .orElseThrow(
                () -> new UnreadableShardException(folder, "it is not an index of ours", null));
    if (held.schema() != CommitRecord.SCHEMA) {
      throw new UnreadableShardException(
          folder,
          "its layout is version " + held.schema() + ", ours is " + CommitRecord.SCHEMA,
          null);
    }
    if (!held.spaces().equals(spaces)) {
      throw new WrongSpacesException(folder, held.spaces(), spaces);
    }
    return held.position();
  }

  private static IndexWriterConfig writerConfig(ShardConfig config) {
    TieredMergePolicy merges = new TieredMergePolicy();
    merges.setSegmentsPerTier(config.segmentsPerTier());
    merges.setFloorSegmentMB(FLOOR_SEGMENT_MB);
    ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
    scheduler.setMaxMergesAndThreads(3, 1);
    return new IndexWriterConfig(new TextGap())
        .setCodec(new ShardCodec(config))
        .setSimilarity(ShardScoring.BM25)
        .setRAMBufferSizeMB(config.ramBufferMb())
        .setMergePolicy(merges)
        .setMergeScheduler(scheduler)
        .setCommitOnClose(false);
  }

  private static void closeAfter(
      Exception failure, @Nullable IndexWriter writer, Directory directory) {
    try {
      if (writer != null) {
        writer.rollback();
      }
      directory.close();
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
  }

  private static <E extends Exception> Exception damage(Path folder, E failure) {
    boolean damaged =
        failure instanceof CorruptIndexException
            || failure instanceof IndexFormatTooOldException
            || failure instanceof IndexFormatTooNewException
            || failure instanceof EOFException
            || failure instanceof FileNotFoundException
            || failure instanceof NoSuchFileException;
    return damaged
        ? new UnreadableShardException(folder, String.valueOf(failure.getMessage()), failure)
        : failure;
  }

  private static IOException readable(Path folder, Exception failure) {
    Exception named = damage(folder, failure);
    if (named instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return (IOException) named;
  }

  /**
   * Takes a video's latest state, deletion included. Visible after {@link #refresh}, durable after
   * {@link #commit}.
   *
   * @return false if this version or a newer one is held already
   */
  public boolean apply(Video video) throws IOException {
    try {
      if (video.version() <= versions.get(video.id())) {
        return false;
      }
      List<Document> block = documents.block(video);
      writer.updateDocuments(new Term(ShardFields.BLOCK, video.id()), block);
      versions.add(video.id(), video.version());
    } catch (AlreadyClosedException gaveUp) {
      throw gaveUp(gaveUp);
    }
    if (versions.size() > config.maxUnseenVersions()) {
      refresh();
    }
    return true;
  }

  /**
   * False once a failed write or merge has made the index's writer give up: what is visible stays
   * so, but nothing more can be applied. Open the folder anew then.
   */
  public boolean isWritable() {
    return writer.isOpen();
  }

  /**
   * Looks whether all files of the last commit are there. Cheap. Not while another thread commits.
   *
   * @throws UnreadableShardException if not
   */
  public void requireFiles() throws IOException {
    try {
      for (String file : SegmentInfos.readLatestCommit(directory).files(true)) {
        if (directory.fileLength(file) == 0) {
          throw new EOFException(file + " is empty");
        }
      }
    } catch (IOException failure) {
      throw readable(directory.getDirectory(), failure);
    }
  }

  /**
   * Reads every file of what is visible and compares its checksum. Costs what reading the index
   * costs. Not while another thread commits.
   *
   * @throws UnreadableShardException if something is damaged or missing
   */
  public void verify() throws IOException {
    requireFiles();
    IndexSearcher searcher = acquire();
    try {
      for (LeafReaderContext segment : searcher.getLeafContexts()) {
        segment.reader().checkIntegrity();
      }
    } catch (IOException failure) {
      throw readable(directory.getDirectory(), failure);
    } catch (InternalError cutShort) { // what the JVM makes of a mapped file that ends too early
      throw new UnreadableShardException(
          directory.getDirectory(), String.valueOf(cutShort.getMessage()), cutShort);
    } finally {
      searchers.release(searcher);
    }
  }

  private IOException gaveUp(AlreadyClosedException closed) {
    Throwable cause = writer.getTragicException();
    return new IOException(
        "the index can no longer be written: " + (cause == null ? closed : cause).getMessage(),
        cause == null ? closed : cause);
  }

  /** Makes all that was applied durable together with the position in the log that it reaches. */
  public void commit(LogPosition reached) throws IOException {
    try {
      writer.setLiveCommitData(new CommitRecord(spaces, reached).toUserData().entrySet());
      writer.commit();
    } catch (AlreadyClosedException gaveUp) {
      throw gaveUp(gaveUp);
    }
    position = reached;
  }

  /** The position of the last commit; empty if nothing was committed yet. */
  public Optional<LogPosition> position() {
    return Optional.ofNullable(position);
  }

  public VectorSpaces spaces() {
    return spaces;
  }

  /**
   * Lets searches see all that was applied before the call.
   *
   * @return whether there was anything new
   */
  public boolean refresh() throws IOException {
    IndexSearcher before = searchers.acquire();
    try {
      searchers.maybeRefreshBlocking();
      IndexSearcher after = searchers.acquire();
      try {
        return before != after;
      } finally {
        searchers.release(after);
      }
    } catch (AlreadyClosedException gaveUp) {
      throw gaveUp(gaveUp);
    } finally {
      searchers.release(before);
    }
  }

  /** The version of a video that searches see, deletions included; 0 if there never was one. */
  public long visibleVersion(String id) throws IOException {
    IndexSearcher searcher = acquire();
    try {
      return LiveVersions.lookup(searcher, id);
    } finally {
      searchers.release(searcher);
    }
  }

  /** A view that does not change. Must be given back with {@link #release}. */
  public IndexSearcher acquire() throws IOException {
    try {
      return searchers.acquire();
    } catch (AlreadyClosedException closed) {
      throw new IOException("the shard is closed", closed);
    }
  }

  public void release(IndexSearcher searcher) throws IOException {
    searchers.release(searcher);
  }

  /** Prepares a segment for what is going to be asked of it. */
  public interface SegmentWarmer {
    void warm(LeafReader segment) throws IOException;
  }

  /**
   * Prepares what searches see now, and from now on every segment before they see it: on the thread
   * that merges where it is merged, else on the one that refreshes. To be called once, before any
   * refresh.
   */
  public void warmWith(SegmentWarmer warmer) throws IOException {
    warm.also = warmer;
    writer.getConfig().setMergedSegmentWarmer(warmer::warm);
    IndexSearcher searcher = acquire();
    try {
      warm.warm(searcher);
    } finally {
      release(searcher);
    }
  }

  /** Where the blocks of this shard's segments end. */
  public ShardBlocks blocks() {
    return blocks;
  }

  public ShardStats stats() throws IOException {
    IndexSearcher searcher = acquire();
    try {
      IndexReader reader = searcher.getIndexReader();
      return new ShardStats(
          count(searcher, ShardFields.VIDEO),
          count(searcher, ShardFields.FRAME),
          count(searcher, ShardFields.TOMBSTONE),
          reader.numDeletedDocs(),
          searcher.getLeafContexts().size(),
          bytesOnDisk(),
          documents.outsideSpace());
    } finally {
      searchers.release(searcher);
    }
  }

  private static int count(IndexSearcher searcher, String kind) throws IOException {
    return searcher.count(new TermQuery(new Term(ShardFields.KIND, kind)));
  }

  private long bytesOnDisk() throws IOException {
    long bytes = 0;
    for (String file : directory.listAll()) {
      try {
        bytes += directory.fileLength(file);
      } catch (NoSuchFileException mergedAway) {
        continue;
      }
    }
    return bytes;
  }

  /** Merges all segments into one. Long and costly: for operators, after a bulk load. */
  public void compact() throws IOException {
    writer.forceMerge(1);
    refresh();
  }

  /**
   * For times without writes: starts to merge all segments into one, beside whatever else goes on,
   * and lets searches see it once it is done. A query costs about as much in each segment as it
   * would in one for all, so this is worth a factor of several to readers.
   *
   * <p>Only where no segment has most of the documents yet, so that a slow trickle of writes does
   * not rewrite the whole index again and again, and up to {@link #MOST_SETTLED} documents.
   *
   * @return whether searches see another set of segments than before, to be committed
   */
  public boolean settle() throws IOException {
    if (writer.hasPendingMerges()) {
      return false;
    }
    boolean changed = refresh();
    IndexSearcher searcher = searchers.acquire();
    try {
      if (isScattered(searcher)) {
        writer.forceMerge(1, false);
      }
    } finally {
      searchers.release(searcher);
    }
    return changed;
  }

  private static boolean isScattered(IndexSearcher searcher) {
    int all = searcher.getIndexReader().maxDoc();
    int largest = 0;
    for (LeafReaderContext segment : searcher.getLeafContexts()) {
      largest = Math.max(largest, segment.reader().maxDoc());
    }
    return all <= MOST_SETTLED && largest < all * MOST_IN_ONE;
  }

  /** Drops what was applied after the last commit; it will be read from the log again. */
  @Override
  public void close() throws IOException {
    IOUtils.close(versions, searchers, writer::rollback, directory);
  }

  /** Prepares a searcher before the first query meets it. */
  private static final class Warm extends SearcherFactory {

    private final ShardBlocks blocks;
    private volatile SegmentWarmer also = segment -> {};

    Warm(ShardBlocks blocks) {
      this.blocks = blocks;
    }

    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous)
        throws IOException {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setSimilarity(ShardScoring.BM25);
      warm(searcher);
      return searcher;
    }

    void warm(IndexSearcher searcher) throws IOException {
      for (LeafReaderContext segment : searcher.getLeafContexts()) {
        blocks.warm(segment);
        also.warm(segment.reader());
      }
    }
  }
}
