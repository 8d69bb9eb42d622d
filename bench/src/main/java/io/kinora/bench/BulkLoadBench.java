package io.kinora.bench;

import io.kinora.catalog.Video;
import io.kinora.catalog.VideoMetadata;
import io.kinora.indexing.shard.Shard;
import io.kinora.indexing.shard.ShardConfig;
import io.kinora.indexing.shard.VectorSpaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;

/**
 * How fast videos with vectors become searchable: by Lucene's {@code IndexWriter} alone, by a shard
 * without a node, and by {@code POST /v1/videos:bulk} with all that lies between (checks,
 * PostgreSQL, relay, Kafka). One thread writes in each. Arguments: an empty folder to work in, how
 * many videos, how many rounds.
 */
public final class BulkLoadBench {

  private static final VectorSpaces SPACES =
      new VectorSpaces(
          new VectorSpaces.Space("none", MadeCatalogue.DIMENSION),
          new VectorSpaces.Space("none", MadeCatalogue.DIMENSION));

  private BulkLoadBench() {}

  public static void main(String[] args) throws IOException {
    Path work = Files.createDirectories(Path.of(args[0]));
    int count = Integer.parseInt(args[1]);
    MadeCatalogue made = new MadeCatalogue();
    List<Video> videos = new ArrayList<>(count);
    List<String> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      videos.add(made.video(i));
      lines.add(MadeCatalogue.bulkLine(videos.get(i)));
    }
    for (int round = 0; round < Integer.parseInt(args[2]); round++) {
      double alone = writer(Files.createTempDirectory(work, "writer-"), videos);
      report("IndexWriter", count, alone, alone);
      report("shard", count, shard(Files.createTempDirectory(work, "shard-"), videos), alone);
      try (BenchNode node = BenchNode.start(Files.createTempDirectory(work, "data-"), 1)) {
        long start = System.nanoTime();
        node.load(lines);
        report("node, acknowledged", count, secondsSince(start), alone);
        node.awaitSearchable(count);
        report("node, searchable", count, secondsSince(start), alone);
      }
    }
  }

  private static void report(String what, int count, double seconds, double alone) {
    System.out.printf(
        Locale.ROOT,
        "%-20s %6.1f s  %6.0f videos/s  %3.0f %%%n",
        what,
        seconds,
        count / seconds,
        100 * alone / seconds);
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static double writer(Path folder, List<Video> videos) throws IOException {
    ShardConfig config = ShardConfig.DEFAULT;
    KnnVectorsFormat format =
        new Lucene99HnswVectorsFormat(config.hnswConnections(), config.hnswBeamWidth());
    IndexWriterConfig plain =
        new IndexWriterConfig(new StandardAnalyzer())
            .setRAMBufferSizeMB(config.ramBufferMb())
            .setCodec(
                new Lucene104Codec() {
                  @Override
                  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                    return format;
                  }
                });
    long start = System.nanoTime();
    try (FSDirectory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, plain)) {
      for (Video video : videos) {
        writer.updateDocument(new Term("id", video.id()), document(video));
      }
      writer.commit();
      DirectoryReader.open(writer).close();
      return secondsSince(start);
    }
  }

  /** As somebody would write it who had nothing but Lucene. */
  private static Document document(Video video) {
    VideoMetadata said = video.metadata();
    Document document = new Document();
    document.add(new StringField("id", video.id(), Store.YES));
    document.add(new TextField("title", said.title(), Store.YES));
    document.add(new TextField("description", said.description(), Store.YES));
    for (String tag : said.tags()) {
      document.add(new KeywordField("tag", tag, Store.NO));
    }
    document.add(new LongField("views", said.views(), Store.NO));
    document.add(new StoredField("version", video.version()));
    document.add(
        new KnnFloatVectorField(
            "vector",
            Objects.requireNonNull(said.videoVector()).values(),
            VectorSimilarityFunction.DOT_PRODUCT));
    return document;
  }

  private static double shard(Path folder, List<Video> videos) throws IOException {
    long start = System.nanoTime();
    try (Shard shard = Shard.open(folder, SPACES, ShardConfig.DEFAULT)) {
      for (Video video : videos) {
        shard.apply(video);
      }
      shard.refresh();
      return secondsSince(start);
    }
  }
}
