package io.kinora.indexing.shard;

import static io.kinora.indexing.shard.VideoFixture.SPACES;
import static io.kinora.indexing.shard.VideoFixture.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ShardFilesTest {

  @TempDir Path folder;
  private FSDirectory directory;
  private ShardFiles files;

  @BeforeEach
  void write() throws IOException {
    try (Shard shard = Shard.open(folder, SPACES, ShardConfig.DEFAULT)) {
      shard.apply(video("a").titled("lighthouse").build());
      shard.commit(new LogPosition("log-1", 7));
    }
    directory = FSDirectory.open(folder);
    files = new ShardFiles(directory);
  }

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  @Test
  void files_that_are_there_and_sound_pass() throws IOException {
    assertThatCode(files::requireCommitted).doesNotThrowAnyException();
    assertThatCode(this::checkIntegrity).doesNotThrowAnyException();
    assertThat(files.bytes()).isPositive();
  }

  @Test
  void a_file_that_is_missing_is_damage() throws IOException {
    Files.delete(largest());
    assertThatThrownBy(files::requireCommitted)
        .isInstanceOf(UnreadableShardException.class)
        .hasMessageContaining(directory.getDirectory().toString());
  }

  @Test
  void a_file_that_is_empty_is_damage() throws IOException {
    Files.write(largest(), new byte[0]);
    assertThatThrownBy(files::requireCommitted)
        .isInstanceOf(UnreadableShardException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void bytes_that_changed_are_damage_that_only_the_checksums_tell() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory);
        FileChannel channel = FileChannel.open(largest(), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), channel.size() / 2);

      assertThatCode(files::requireCommitted).doesNotThrowAnyException();
      assertThatThrownBy(() -> files.checkIntegrity(new IndexSearcher(reader)))
          .isInstanceOf(UnreadableShardException.class);
    }
  }

  private void checkIntegrity() throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      files.checkIntegrity(new IndexSearcher(reader));
    }
  }

  /** A segment's, since the list of segments is shorter. */
  private Path largest() throws IOException {
    Path largest = folder;
    long most = -1;
    for (String file : directory.listAll()) {
      if (directory.fileLength(file) > most) {
        most = directory.fileLength(file);
        largest = folder.resolve(file);
      }
    }
    return largest;
  }
}
