package io.kinora.verticles.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.cluster.log.ShardRouting;
import io.kinora.search.lexicon.Lexicon;
import io.kinora.search.lexicon.LexiconPart;
import io.kinora.search.lexicon.WordCounts;
import io.kinora.verticles.BoundedPool;
import io.kinora.verticles.shard.ShardMessages.Language;
import io.kinora.verticles.shard.ShardMessages.Vocabulary;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a node's lexicon follows the shards. */
final class LexiconWatchTest {

  /** A bound on a hang, not a measure. */
  private static final long PATIENCE_S = 60;

  private final Vertx vertx = Vertx.vertx();
  private final BoundedPool background = new BoundedPool("lexicon", 1, 16);
  private final BlockingQueue<Lexicon> learned = new LinkedBlockingQueue<>();
  private final Map<Integer, Told> shards = new ConcurrentHashMap<>();

  /** A replica on this node whose vocabulary a test can change. */
  private static final class Told extends SilentReplica {

    private volatile String word;
    private volatile boolean silent;
    private final AtomicInteger asked = new AtomicInteger();

    Told(String word) {
      this.word = word;
    }

    @Override
    public Vocabulary language(Language question) {
      asked.incrementAndGet();
      if (silent) {
        throw new IllegalStateException("the disk is gone");
      }
      return question.since().equals(word)
          ? new Vocabulary(word, null)
          : new Vocabulary(word, part(word));
    }

    private static LexiconPart part(String word) {
      WordCounts words = new WordCounts(new String[] {word}, new int[] {1});
      return new LexiconPart(1, words, List.of(), new TreeMap<>(), null);
    }
  }

  private void watch() {
    ReplicaCalls calls = new NodesOnBus().calls(List.of(), "self", shard -> null);
    vertx
        .deployVerticle(
            new LexiconWatch(
                calls,
                new ShardRouting(2),
                shards::get,
                background,
                Duration.ofMillis(10),
                learned::add))
        .await();
  }

  private Lexicon next() throws InterruptedException {
    Lexicon lexicon = learned.poll(PATIENCE_S, TimeUnit.SECONDS);
    assertThat(lexicon).as("a new lexicon").isNotNull();
    return lexicon;
  }

  private static List<String> known(Lexicon lexicon) {
    return List.of("boats", "trains", "planes").stream()
        .filter(word -> lexicon.vocabulary().videos(word) > 0)
        .toList();
  }

  @AfterEach
  void stops() {
    vertx.close().await();
    background.close();
  }

  @Test
  void the_words_of_all_shards_are_known() throws Exception {
    shards.put(0, new Told("boats"));
    shards.put(1, new Told("trains"));
    watch();

    assertThat(known(next())).containsExactly("boats", "trains");
  }

  @Test
  void a_shard_that_changed_is_read_again_and_one_that_did_not_is_not() throws Exception {
    shards.put(0, new Told("boats"));
    shards.put(1, new Told("trains"));
    watch();
    next();
    shards.get(1).word = "planes";

    assertThat(known(next())).containsExactly("boats", "planes");
    int asked = shards.get(0).asked.get();
    while (shards.get(0).asked.get() < asked + 3) {
      Thread.sleep(5);
    }
    assertThat(learned).isEmpty();
  }

  @Test
  void a_shard_that_says_nothing_keeps_counting_with_what_it_said_last() throws Exception {
    shards.put(0, new Told("boats"));
    shards.put(1, new Told("trains"));
    watch();
    next();
    shards.get(0).silent = true;
    shards.get(1).word = "planes";

    assertThat(known(next())).containsExactly("boats", "planes");
  }

  @Test
  void a_shard_that_nobody_has_is_done_without() throws Exception {
    shards.put(0, new Told("boats"));
    watch();

    assertThat(known(next())).containsExactly("boats");
  }
}
