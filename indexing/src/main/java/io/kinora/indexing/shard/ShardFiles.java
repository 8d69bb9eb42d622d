package io.kinora.indexing.shard;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;

/** The files of a shard: whether they are all there and sound, and what they take. */
final class ShardFiles {

  private final FSDirectory directory;

  ShardFiles(FSDirectory directory) {
    this.directory = directory;
  }

  /**
   * Looks whether all files of the last commit are there. Cheap. Not while another thread commits.
   *
   * @throws UnreadableShardException if not
   */
  void requireCommitted() throws IOException {
    try {
      for (String file : SegmentInfos.readLatestCommit(directory).files(true)) {
        if (directory.fileLength(file) == 0) {
          throw new EOFException(file + " is empty");
        }
      }
    } catch (IOException failure) {
      throw UnreadableShardException.ifDamaged(directory.getDirectory(), failure);
    }
  }

  /**
   * Reads every file of an index that is not open.
   *
   * @param failure of opening it
   * @throws UnreadableShardException if something is damaged, which then is why it failed
   */
  static void requireSound(Path folder, Throwable failure) throws UnreadableShardException {
    try (FSDirectory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      new ShardFiles(directory).checkIntegrity(reader.leaves());
    } catch (IOException | RuntimeException found) {
      found.addSuppressed(failure);
      if (UnreadableShardException.isDamage(found)) {
        throw new UnreadableShardException(folder, String.valueOf(found.getMessage()), found);
      }
    }
  }

  /**
   * Reads every file of what this searcher sees and compares its checksum.
   *
   * @throws UnreadableShardException if something is damaged or missing
   */
  void checkIntegrity(IndexSearcher searcher) throws IOException {
    checkIntegrity(searcher.getLeafContexts());
  }

  private void checkIntegrity(List<LeafReaderContext> segments) throws IOException {
    try {
      for (LeafReaderContext segment : segments) {
        segment.reader().checkIntegrity();
      }
    } catch (IOException failure) {
      throw UnreadableShardException.ifDamaged(directory.getDirectory(), failure);
    } catch (InternalError cutShort) { // what the JVM makes of a mapped file that ends too early
      throw new UnreadableShardException(
          directory.getDirectory(), String.valueOf(cutShort.getMessage()), cutShort);
    }
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (String file : directory.listAll()) {
      try {
        bytes += directory.fileLength(file);
      } catch (NoSuchFileException mergedAway) {
        // takes nothing any more
      }
    }
    return bytes;
  }
}
