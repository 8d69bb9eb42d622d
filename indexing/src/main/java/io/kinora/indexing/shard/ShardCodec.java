package io.kinora.indexing.shard;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;

/** Lucene's own codec with the configured vector format. Reading needs no configuration. */
final class ShardCodec extends Lucene104Codec {

  private final KnnVectorsFormat vectors;
  private final KnnVectorsFormat frames;

  ShardCodec(ShardConfig config) {
    vectors = format(config.vectorFormat(), config);
    frames = format(config.frameFormat(), config);
  }

  private static KnnVectorsFormat format(ShardConfig.VectorFormat format, ShardConfig config) {
    int connections = config.hnswConnections();
    int beamWidth = config.hnswBeamWidth();
    return switch (format) {
      case FLOAT32 -> new Lucene99HnswVectorsFormat(connections, beamWidth);
      case INT8 -> new Lucene104HnswScalarQuantizedVectorsFormat(connections, beamWidth);
    };
  }

  @Override
  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
    return field.equals(ShardFields.FRAME_VECTOR) ? frames : vectors;
  }
}
