package io.kinora.verticles.node;

import io.kinora.catalog.Generation;
import io.kinora.catalog.postgres.JobPlan;
import io.kinora.verticles.Bell;
import io.kinora.verticles.roster.GenerationCard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations of the index on this node: opens those that the catalogue says are live, closes
 * those that are not, and lets searches go to the one that is active. It looks once a second and
 * whenever a bell is rung; while the catalogue is away everything stays as it is.
 */
final class Generations implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
  private static final long LOOK_EVERY_MS = 1_000;

  /** How a generation is opened and closed on this node; blocks. */
  interface Opener {

    LiveGeneration open(Generation generation) throws Exception;

    /** Whether enough of it can be reached to search it from here. */
    boolean canSearch(LiveGeneration opened);

    /** Makes ready what searches it. */
    void prepareSearch(LiveGeneration opened) throws Exception;

    /** Asks it a few questions, so that the first viewer need not wait. */
    void warmUp(LiveGeneration opened);

    /** Closes it; what it has on disk stays. */
    void close(LiveGeneration opened);

    /** Deletes what generations left on disk that are not among these. */
    void deleteAllBut(Collection<Integer> numbers) throws Exception;
  }

  private final Supplier<Future<List<Generation>>> catalogue;
  private final Opener opener;
  private final Runnable announce;
  private final Semaphore wake = new Semaphore(0);
  private final Map<Integer, LiveGeneration> open = new ConcurrentSkipListMap<>();
  private final Map<Integer, String> troubles = new ConcurrentSkipListMap<>();
  private final Thread thread =
      Thread.ofPlatform().name("generations").daemon().unstarted(this::run);
  private final MessageConsumer<Object> bell;
  private volatile List<Generation> known;
  private volatile JobPlan plan;
  private volatile boolean stopping;
  private String failure = "";

  @SuppressWarnings("NullAway.Init") // set by openActive(), before anybody asks
  private volatile LiveGeneration active;

  /**
   * @param catalogue what it says is live now, by number
   * @param announce called whenever something has changed on this node
   * @param known what the catalogue said was live
   */
  Generations(
      Vertx vertx,
      Supplier<Future<List<Generation>>> catalogue,
      Opener opener,
      Runnable announce,
      List<Generation> known) {
    this.catalogue = catalogue;
    this.opener = opener;
    this.announce = announce;
    this.known = known;
    this.plan = JobPlan.of(known);
    this.bell = vertx.eventBus().consumer(Bell.GENERATIONS, rung -> wake.release());
  }

  /** Opens the one that is searched; the others follow beside it. */
  void openActive() throws Exception {
    opener.deleteAllBut(known.stream().map(Generation::number).toList());
    Generation searched =
        known.stream()
            .filter(one -> one.state() == Generation.State.ACTIVE)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no generation of the index is active"));
    active = opener.open(searched);
    open.put(active.number(), active);
  }

  /** Makes ready what searches the active one. */
  void prepareActive() throws Exception {
    opener.prepareSearch(active);
  }

  /** Warms what searches the active one, and begins to look for others. */
  void warmUp() {
    opener.warmUp(active);
    thread.start();
  }

  /** The one that is searched from this node. */
  LiveGeneration active() {
    return active;
  }

  /** Those that are open here, by number. */
  Collection<LiveGeneration> all() {
    return open.values();
  }

  /** What the live ones need of each video. */
  JobPlan plan() {
    return plan;
  }

  /** How far this node is with each. */
  List<GenerationCard> cards() {
    List<GenerationCard> cards = new ArrayList<>();
    for (Generation generation : known) {
      LiveGeneration here = open.get(generation.number());
      cards.add(
          new GenerationCard(
              generation.number(),
              here != null && here.searching() != null,
              troubles.getOrDefault(generation.number(), "")));
    }
    return cards;
  }

  private void run() {
    while (!stopping) {
      try {
        if (wake.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
        if (!stopping && look()) {
          announce.run();
        }
        failure = "";
      } catch (InterruptedException stopped) {
        return;
      } catch (Exception unexpected) {
        failed(unexpected);
      }
    }
  }

  /** Said once for as long as it lasts: the catalogue may be away for hours. */
  private void failed(Exception unexpected) {
    String said = String.valueOf(unexpected.getMessage());
    if (!said.equals(failure)) {
      LOG.warn("The generations of the index cannot be followed just now: {}", said);
      LOG.debug("The failure in full", unexpected);
    }
    failure = said;
  }

  /**
   * @return whether something has changed on this node
   */
  private boolean look() throws Exception {
    List<Generation> now = Node.await(catalogue.get());
    boolean changed = !now.equals(known);
    known = now;
    plan = JobPlan.of(now);
    for (Generation generation : now) {
      changed |= follow(generation);
    }
    for (LiveGeneration here : List.copyOf(open.values())) {
      if (here != active && now.stream().noneMatch(one -> one.number() == here.number())) {
        open.remove(here.number());
        troubles.remove(here.number());
        opener.close(here);
        LOG.info("Generation {} of the index is gone", here.number());
        changed = true;
      }
    }
    if (changed) { // one may have gone before it was opened here
      deleteTheGone(now);
    }
    return changed;
  }

  /** One that cannot be opened just now is not gone: what it has on disk may be hours of work. */
  private void deleteTheGone(List<Generation> now) throws Exception {
    Set<Integer> kept = new TreeSet<>(open.keySet());
    now.forEach(generation -> kept.add(generation.number()));
    opener.deleteAllBut(kept);
  }

  private boolean follow(Generation generation) {
    int number = generation.number();
    LiveGeneration here = open.get(number);
    try {
      if (here == null) {
        open.put(number, opener.open(generation));
        LOG.info("Generation {} of the index is built: {}", number, generation.spec());
      } else if (here.searching() == null && opener.canSearch(here)) {
        opener.prepareSearch(here);
        opener.warmUp(here);
      } else if (generation.state() == Generation.State.ACTIVE && here != active) {
        if (here.searching() == null) {
          return false; // what was searched so far still is
        }
        active = here;
        LOG.info("Generation {} of the index is searched from now on", number);
      } else {
        return false;
      }
      troubles.remove(number);
      return true;
    } catch (Exception failure) {
      String said = String.valueOf(failure.getMessage());
      boolean news = !said.equals(troubles.put(number, said));
      if (news) {
        LOG.warn("Generation {} of the index cannot be opened here yet: {}", number, said);
      }
      return news;
    }
  }

  /** Looks no more, and closes all of them. */
  @Override
  public void close() throws InterruptedException {
    stopping = true;
    Node.await(bell.unregister());
    wake.release();
    thread.interrupt();
    thread.join();
    List<LiveGeneration> newestFirst = new ArrayList<>(open.values()).reversed();
    newestFirst.forEach(opener::close);
  }
}
