package io.kinora.indexing.shard;

import io.kinora.catalog.InvalidValueException;
import io.kinora.indexing.text.TextForms;

/**
 * How a shard is written.
 *
 * @param ramBufferMb memory for writes before they are flushed to a segment, 4 to 2000
 * @param vectorFormat how the vectors of whole videos lie in their graphs: few and asked for by
 *     every query
 * @param frameFormat how the vectors of frames lie in their graph: an order of magnitude more
 * @param hnswConnections links of a graph node (M), 4 to 64
 * @param hnswBeamWidth candidates considered for the links of a new node, 16 to 500
 * @param segmentsPerTier segments of a size before they are merged, 2 to 20; fewer search faster
 *     and write slower
 * @param maxUnseenVersions writes whose versions are held in memory until a refresh shows them, 100
 *     to 1,000,000; one more forces the refresh
 */
public record ShardConfig(
    double ramBufferMb,
    VectorFormat vectorFormat,
    VectorFormat frameFormat,
    int hnswConnections,
    int hnswBeamWidth,
    int segmentsPerTier,
    int maxUnseenVersions,
    String fallbackLanguage) {

  public static final ShardConfig DEFAULT =
      new ShardConfig(64, VectorFormat.FLOAT32, VectorFormat.INT8, 16, 100, 4, 20_000, "en");

  /** How vectors lie in the graph; the floats as given are kept beside it in either case. */
  public enum VectorFormat {
    /**
     * The graph compares floats. At 50,000 vectors of 384 numbers about a fifth faster than eight
     * bits.
     */
    FLOAT32,
    /**
     * The graph compares eight bits a coordinate, in a quarter of the memory. With the exact scores
     * of what it finds the recall is the same.
     */
    INT8
  }

  public ShardConfig {
    range("ram_buffer_mb", ramBufferMb, 4, 2000);
    range("hnsw_connections", hnswConnections, 4, 64);
    range("hnsw_beam_width", hnswBeamWidth, 16, 500);
    range("segments_per_tier", segmentsPerTier, 2, 20);
    range("max_unseen_versions", maxUnseenVersions, 100, 1_000_000);
    if (!fallbackLanguage.equals("none") && TextForms.language(fallbackLanguage) == null) {
      throw new InvalidValueException(
          "fallback_language", fallbackLanguage, "none, or a language with an analysis: en, de...");
    }
  }

  private static void range(String field, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new InvalidValueException(field, value, (long) min + " to " + (long) max);
    }
  }

  /** The same with all vectors in one format. */
  public ShardConfig withFormat(VectorFormat format) {
    return new ShardConfig(
        ramBufferMb,
        format,
        format,
        hnswConnections,
        hnswBeamWidth,
        segmentsPerTier,
        maxUnseenVersions,
        fallbackLanguage);
  }

  /** The same with another fallback language. */
  public ShardConfig withFallbackLanguage(String language) {
    return new ShardConfig(
        ramBufferMb,
        vectorFormat,
        frameFormat,
        hnswConnections,
        hnswBeamWidth,
        segmentsPerTier,
        maxUnseenVersions,
        language);
  }
}
