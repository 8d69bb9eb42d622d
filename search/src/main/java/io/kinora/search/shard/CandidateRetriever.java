package io.kinora.search.shard;

import io.kinora.search.Deadline;
import io.kinora.search.Explanation;
import io.kinora.search.Retriever;
import java.io.IOException;

/** A retriever set up for one query over one view of a shard. For use by one thread. */
interface CandidateRetriever {

  Retriever kind();

  /** The best {@code window} videos by this retriever's own measure, or what time allowed. */
  Found retrieve(int window, Deadline deadline) throws IOException;

  /** Fills in this retriever's exact score of every row that does not have it yet. */
  void score(CandidateRows rows) throws IOException;

  /** How a document's score comes to be. */
  Explanation explain(int doc) throws IOException;
}
