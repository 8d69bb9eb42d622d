package io.kinora.search.shard;

import io.kinora.catalog.Vector;
import io.kinora.indexing.shard.ShardFields;
import io.kinora.indexing.shard.VectorSpaces;
import io.kinora.search.Retriever;
import io.kinora.search.ShardQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The retrievers that a query names and gives something to go by.
 *
 * @param lexical the one among them that goes by words, or null
 */
record RetrieversInPlay(List<CandidateRetriever> all, @Nullable LexicalRetriever lexical) {

  /**
   * @param languages in which the words may be
   */
  static RetrieversInPlay of(
      ShardQuery query,
      AcceptedVideos accepted,
      ShardSearchConfig config,
      List<String> languages,
      VectorSpaces spaces)
      throws IOException {
    List<CandidateRetriever> all = new ArrayList<>();
    LexicalRetriever lexical = lexical(query, accepted, config, languages);
    if (lexical != null) {
      all.add(lexical);
    }
    ShardQuery.Vectors vectors = query.vectors();
    float[] semantic = unit(query, Retriever.SEMANTIC, vectors.semantic(), spaces.text());
    if (semantic != null) {
      all.add(
          new VectorRetriever(
              Retriever.SEMANTIC, ShardFields.TEXT_VECTOR, accepted, semantic, config));
    }
    float[] frame = unit(query, Retriever.FRAME, vectors.frame(), spaces.sight());
    if (frame != null) {
      all.add(new FrameRetriever(accepted, frame, config));
    }
    float[] video = unit(query, Retriever.VIDEO, vectors.video(), spaces.sight());
    if (video != null) {
      all.add(
          new VectorRetriever(Retriever.VIDEO, ShardFields.VIDEO_VECTOR, accepted, video, config));
    }
    return new RetrieversInPlay(all, lexical);
  }

  private static @Nullable LexicalRetriever lexical(
      ShardQuery query, AcceptedVideos accepted, ShardSearchConfig config, List<String> languages)
      throws IOException {
    if (!query.retrieval().has(Retriever.LEXICAL)) {
      return null;
    }
    ShardQuery.Words asked = query.words();
    LexicalQuery words = LexicalQuery.of(asked.text(), asked.wording(), languages);
    return words.isEmpty() ? null : new LexicalRetriever(accepted, words, config.countUpTo());
  }

  private static float @Nullable [] unit(
      ShardQuery query, Retriever kind, @Nullable Vector vector, VectorSpaces.Space space) {
    if (vector == null || !query.retrieval().has(kind)) {
      return null;
    }
    space.require("vector", vector);
    return vector.normalised().values();
  }

  /**
   * @param brought by each of them
   */
  CandidateRows union(List<Found> brought) {
    List<Retriever> kinds = new ArrayList<>(all.size());
    for (CandidateRetriever retriever : all) {
      kinds.add(retriever.kind());
    }
    return CandidateRows.union(kinds, brought);
  }
}
