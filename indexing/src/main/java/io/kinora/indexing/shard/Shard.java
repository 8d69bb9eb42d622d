package io.kinora.indexing.shard;

import io.kinora.catalog.Video;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
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

  private final FSDirectory directory;
  private final ShardFiles files;
  private final VectorSpaces spaces;
  private final ShardConfig config;
  private final VideoDocuments documents;
  private final ShardBlocks blocks;
  private final IndexWriter writer;
  private final WarmingSearcherFactory warming;
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
    this.files = new ShardFiles(directory);
    this.spaces = spaces;
    this.config = config;
    this.documents = new VideoDocuments(spaces, config.fallbackLanguage());
    this.blocks = new ShardBlocks();
    this.writer = writer;
    this.warming = new WarmingSearcherFactory(blocks);
    this.searchers = new SearcherManager(writer, warming);
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
      CommitRecord held = CommitRecord.ofLast(folder, directory, spaces);
      writer = new IndexWriter(directory, writerConfig(config));
      if (!DirectoryReader.indexExists(directory)) {
        writer.setLiveCommitData(new CommitRecord(spaces, null).toUserData().entrySet());
        writer.commit();
      }
      LogPosition position = held == null ? null : held.position();
      return new Shard(directory, spaces, config, writer, position);
    } catch (IOException | WrongSpacesException failure) {
      closeAfter(failure, writer, directory);
      throw UnreadableShardException.ifDamaged(folder, failure);
    } catch (RuntimeException | Error failure) { // bytes that have changed may lead to anything
      closeAfter(failure, writer, directory);
      ShardFiles.requireSound(folder, failure);
      throw failure;
    }
  }

  private static IndexWriterConfig writerConfig(ShardConfig config) {
    ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
    scheduler.setMaxMergesAndThreads(3, 1);
    return new IndexWriterConfig(new TextGap())
        .setCodec(new ShardCodec(config))
        .setSimilarity(ShardScoring.BM25)
        .setRAMBufferSizeMB(config.ramBufferMb())
        .setMergePolicy(new ShardMergePolicy(config))
        .setMergeScheduler(scheduler)
        .setCommitOnClose(false);
  }

  private static void closeAfter(
      Throwable failure, @Nullable IndexWriter writer, Directory directory) {
    try {
      if (writer != null) {
        writer.rollback();
      }
      directory.close();
    } catch (IOException | RuntimeException second) {
      failure.addSuppressed(second);
    }
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
    warming.warmWith(warmer);
    writer.getConfig().setMergedSegmentWarmer(warmer::warm);
    IndexSearcher searcher = acquire();
    try {
      warming.warm(searcher);
    } finally {
      release(searcher);
    }
  }

  /** Where the blocks of this shard's segments end. */
  public ShardBlocks blocks() {
    return blocks;
  }

  /**
   * Looks whether all files of the last commit are there. Cheap. Not while another thread commits.
   *
   * @throws UnreadableShardException if not
   */
  public void requireFiles() throws IOException {
    files.requireCommitted();
  }

  /**
   * Reads every file of what is visible and compares its checksum. Costs what reading the index
   * costs. Not while another thread commits.
   *
   * @throws UnreadableShardException if something is damaged or missing
   */
  public void verify() throws IOException {
    requireFiles();
    requireSums();
  }

  /**
   * The longer half of {@link #verify}, for any thread at any time.
   *
   * @throws UnreadableShardException if something is damaged
   */
  public void requireSums() throws IOException {
    IndexSearcher searcher = acquire();
    try {
      files.checkIntegrity(searcher);
    } finally {
      searchers.release(searcher);
    }
  }

  public ShardStats stats() throws IOException {
    IndexSearcher searcher = acquire();
    try {
      return ShardStats.of(searcher, files, documents);
    } finally {
      searchers.release(searcher);
    }
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
   * <p>Only where no segment has most of the documents yet, and up to a size: see {@link
   * ShardMergePolicy#isScattered}.
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
      if (ShardMergePolicy.isScattered(searcher)) {
        writer.forceMerge(1, false);
      }
    } finally {
      searchers.release(searcher);
    }
    return changed;
  }

  /** Drops what was applied after the last commit; it will be read from the log again. */
  @Override
  public void close() throws IOException {
    IOUtils.close(versions, searchers, writer::rollback, directory);
  }
}
