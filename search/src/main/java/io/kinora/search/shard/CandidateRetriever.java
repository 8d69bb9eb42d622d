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

  /**
   * Makes this retriever's column exact in every row: fills in the scores that {@link #retrieve}
   * did not bring, and completes those that it did. To be called once for the same rows: the words
   * add what their order in the title is worth to each score that they find.
   */
  void score(CandidateRows rows) throws IOException;

  /** How a document's score comes to be. */
  Explanation explain(int doc) throws IOException;
}
