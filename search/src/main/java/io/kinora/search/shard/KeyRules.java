package io.kinora.search.shard;

import io.kinora.search.ShardQuery;
import io.kinora.search.SharedKey;
import io.kinora.search.SharedKeys;
import io.kinora.search.Sort;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A query's rules on the keys that videos share: which videos they leave in a sorted list, and
 * which keys are told so that what several shards found can be counted by them.
 */
final class KeyRules {

  private final AcceptedVideos accepted;
  private final ShardQuery.Listing listing;
  private final StageClock clock;

  KeyRules(AcceptedVideos accepted, ShardQuery.Listing listing, StageClock clock) {
    this.accepted = accepted;
    this.listing = listing;
    this.clock = clock;
  }

  /** What the rules leave. Each rule is judged by all that matches. */
  MatchedVideos listed(MatchedVideos matched, Sort sort) throws IOException {
    ShardQuery.KeyedOnly only = listing.only();
    MatchedVideos all = only == null ? matched : VideoKeys.only(accepted.searcher(), matched, only);
    MatchedVideos left = all;
    for (ShardQuery.KeyLimit limit : listing.limits()) {
      left = left.and(VideoKeys.first(accepted.searcher(), all, limit, sort));
    }
    return left;
  }

  /** The keys of all that matches, or null where they are not to be counted. */
  @Nullable SharedKeys keys(MatchedVideos matched) throws IOException {
    SharedKey key = counted();
    return key == null ? null : booked(VideoKeys.of(accepted.searcher(), matched, key));
  }

  /** The same without working out all that matches. */
  @Nullable SharedKeys keys(@Nullable LexicalRetriever lexical, CandidateRows rows)
      throws IOException {
    SharedKey key = counted();
    return key == null ? null : booked(VideoKeys.of(accepted, lexical, rows, key));
  }

  /** Keys can be told across shards only one by one. */
  private @Nullable SharedKey counted() {
    boolean one = listing.limits().size() == 1 && listing.limits().getFirst().most() == 1;
    return one ? listing.limits().getFirst().key() : null;
  }

  private SharedKeys booked(SharedKeys keys) {
    clock.book("keys", -1, keys.hashes().length);
    return keys;
  }
}
