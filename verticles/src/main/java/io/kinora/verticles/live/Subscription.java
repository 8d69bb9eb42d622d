package io.kinora.verticles.live;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one client hears of, how far it has come, and what waits for it. Used on its event loop.
 *
 * <p>An item goes out at once if the connection takes it. If not, it waits in the session's queue;
 * when that is full the subscription has a gap, which is declared as soon as the connection takes
 * anything again. After a resumption the items that were missed come first.
 */
final class Subscription {

  /** What could not be sent and is still to be declared. */
  private static final class Gap {
    private final long from;
    private long to;
    private long count;

    Gap(long from) {
      this.from = from;
    }
  }

  private final LiveLoop loop;
  private final LiveSession session;
  private final String id;

  /** Null until it is known: whom a viewer follows must be asked for. */
  private @Nullable Subject subject;

  /** The channels under which it is known to the loop. */
  private Set<String> channels = Set.of();

  /** It has been ended; whatever comes for it is too late. */
  private boolean ended;

  /** It is being registered, or what it has missed is being read. */
  private boolean waiting = true;

  /** The client has been told that it has everything before this offset. */
  private long told;

  /** Items before this offset the client has had, on another node. */
  private long skip;

  /** Items to be sent before any newer one; null if there are none. */
  private @Nullable Backlog backlog;

  private @Nullable Gap gap;

  /** Rows of a table that have changed and were not sent. */
  private @Nullable BitSet stale;

  Subscription(LiveLoop loop, LiveSession session, String id) {
    this.loop = loop;
    this.session = session;
    this.id = id;
  }

  String id() {
    return id;
  }

  @Nullable Subject subject() {
    return subject;
  }

  void about(@Nullable Subject now) {
    subject = now;
  }

  Set<String> channels() {
    return channels;
  }

  void channels(Set<String> now) {
    channels = now;
  }

  boolean ended() {
    return ended;
  }

  /** Nothing is to be sent for it any more. */
  void end() {
    ended = true;
    dropBacklog();
  }

  private void dropBacklog() {
    if (backlog != null) {
      backlog.drop();
      backlog = null;
    }
  }

  // ---- where it begins

  /** The loop knows it: what is new from now on comes. */
  void begin(@Nullable StreamToken resume) {
    if (ended) {
      loop.audience().forget(this);
      return;
    }
    if (resume != null && !resume.stream().equals(known().code())) {
      session.subscriptions().refuse(this, StreamToken.unusable("it is of another stream"));
      return;
    }
    if (subject instanceof Subject.OfTrending) {
      beginTable(resume != null);
      return;
    }
    long now = loop.next();
    if (resume == null) {
      settle(now, false);
    } else if (!resume.epoch().equals(loop.feed().epoch())) {
      lost(now, LiveFeed.REPLACED);
    } else if (resume.next() == now) {
      settle(now, true);
    } else {
      told = resume.next();
      skip = resume.next();
      backlog = new Backlog(loop.feed().replayMemory());
      loop.replay(this, resume.next(), now);
    }
  }

  private void beginTable(boolean resumed) {
    waiting = false;
    session.control(ServerFrames.subscribed(id, token(loop.feed().table().tick()), resumed));
    BitSet all = new BitSet();
    // Another node's table may have been longer than this one's is: its rows are emptied.
    all.set(0, resumed ? LiveTable.MOST_ROWS : loop.feed().table().now().size());
    stale = all;
    session.pump();
  }

  private void settle(long next, boolean resumed) {
    waiting = false;
    told = next;
    session.control(ServerFrames.subscribed(id, token(next), resumed));
  }

  /** What the client had missed cannot be had any more. */
  void lost(long now, String reason) {
    if (ended || !waiting) {
      return;
    }
    settle(now, false);
    declareLost(now, reason);
    session.pump();
  }

  /** The log goes on elsewhere: it is another one, or has lost what was not read yet. */
  void jumped(long now, String reason) {
    boolean undecided = waiting && backlog == null;
    if (ended || undecided) {
      return;
    }
    if (waiting) {
      // What is being read for it is of a log that it does not go on with.
      settle(now, false);
    }
    declareLost(now, reason);
  }

  private void declareLost(long now, String reason) {
    if (ended || subject instanceof Subject.OfTrending) {
      return;
    }
    told = now;
    skip = now;
    dropBacklog();
    gap = null;
    session.control(ServerFrames.historyLost(id, token(now), reason));
  }

  /**
   * What the client had missed, up to where it hears by itself.
   *
   * @param bytes of the memory for replays that they take
   * @param left how many older ones were left out
   * @param leftUntil offset after the last of those
   */
  void replayed(List<Held> items, long bytes, long left, long leftUntil) {
    if (ended || !waiting || backlog == null) {
      loop.feed().replayMemory().give(bytes);
      return;
    }
    backlog.precededBy(items, bytes);
    long from = told;
    settle(from, true);
    if (left > 0 && !ended) {
      loop.meters().gap();
      session.control(ServerFrames.gap(id, token(from), token(leftUntil), "too_many", left));
      told = leftUntil;
    }
    if (!ended) {
      session.pump();
    }
  }

  /** What the client had missed could not be read. */
  void notReplayed(Throwable failure) {
    if (!waiting) {
      return;
    }
    session.subscriptions().refuse(this, failure);
  }

  /** Its vector says nothing any more: the index has another encoder. */
  void outdated() {
    session.subscriptions().refuse(this, WatchedQueries.otherEncoder());
  }

  // ---- what is new

  /** Something new. */
  void item(LiveItem item, @Nullable Double cosine, ItemFrames memo) {
    // Where it begins is not decided yet: what comes before that is brought by the replay.
    boolean unsettled = waiting && backlog == null;
    if (ended || unsettled || item.offset() < skip) {
      return;
    }
    if (gap == null && backlog == null) {
      if (session.offer(memo.of(this, item, cosine))) {
        sent(item);
        return;
      }
    } else if (gap == null && backlog != null && backlog.add(new Held(item, cosine))) {
      return;
    }
    leaveOut(item);
  }

  private void sent(LiveItem item) {
    told = item.offset() + 1;
    loop.meters().item();
  }

  private void leaveOut(LiveItem item) {
    if (gap == null) {
      Held last = backlog == null ? null : backlog.last();
      gap = new Gap(last == null ? told : last.offset() + 1);
      loop.meters().gap();
    }
    gap.to = item.offset() + 1;
    gap.count++;
  }

  /** Rows of the table have changed. */
  void rows(BitSet changed) {
    if (ended || waiting) {
      return;
    }
    if (stale == null) {
      stale = new BitSet();
    }
    stale.or(changed);
    session.pump();
  }

  /** Sends what waits, as far as the connection takes it. */
  void pump() {
    if (waiting) {
      return;
    }
    pumpBacklog();
    pumpGap();
    pumpRows();
  }

  private void pumpBacklog() {
    while (backlog != null && session.open()) {
      Held next = backlog.next();
      if (next == null) {
        dropBacklog();
        return;
      }
      session.offer(loop.frame(this, next.item(), next.cosine()));
      sent(next.item());
    }
  }

  private void pumpGap() {
    if (gap == null || backlog != null || !session.open()) {
      return;
    }
    session.offer(ServerFrames.gap(id, token(gap.from), token(gap.to), "slow", gap.count));
    told = gap.to;
    gap = null;
  }

  private void pumpRows() {
    while (stale != null && session.open()) {
      int row = stale.nextSetBit(0);
      if (row < 0) {
        stale = null;
        return;
      }
      stale.clear(row);
      TrendingTable.Row now = loop.feed().table().row(row);
      session.offer(
          ServerFrames.row(
              id, token(now.tick()), now.atMs(), row + 1, now.previousRank(), now.hit()));
      loop.meters().item();
    }
  }

  /** Whether it would send something if the connection took it. */
  boolean wants() {
    return !waiting && (backlog != null || gap != null || stale != null);
  }

  /**
   * Where to go on if the connection ends now, if nothing has been sent since that moved.
   *
   * @return a token, or null if it is where the client knows it to be
   */
  @Nullable String moved() {
    boolean even = backlog == null && gap == null && !waiting;
    boolean table = subject == null || subject instanceof Subject.OfTrending;
    if (!even || table || loop.next() <= told) {
      return null;
    }
    told = loop.next();
    return token(told);
  }

  private String token(long next) {
    return loop.token(known(), next);
  }

  private Subject known() {
    return Objects.requireNonNull(subject, "a subscription that has begun has a subject");
  }
}
