package io.kinora.verticles.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client has sent and what it has been told: the measure of what must be there. Each id is
 * written by one thread, so its writes have an order.
 */
final class Ledger {

  /** The content that stands for a deleted video. */
  static final int DELETED = 0;

  /**
   * A video as the store has it.
   *
   * @param content which write it shows, {@link #DELETED} if it was deleted
   */
  record Found(int content, long version) {}

  private static final class Entry {
    @Nullable Found acknowledged;
    final List<Integer> unanswered = new ArrayList<>();
    boolean fileSent;
    boolean file;
  }

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** Noted before a write is sent: from now on it may be there. */
  void sent(String id, int content) {
    Entry entry = entries.computeIfAbsent(id, none -> new Entry());
    synchronized (entry) {
      entry.unanswered.add(content);
    }
  }

  /** The node has promised that this write, and so no earlier one, is what the video shows. */
  void acknowledged(String id, int content, long version) {
    Entry entry = entries.get(id);
    synchronized (entry) {
      entry.acknowledged = new Found(content, version);
      entry.unanswered.clear();
    }
  }

  /**
   * A deletion found nothing: right only if the video was never there or may be deleted already.
   */
  void nothingToDelete(String id) {
    Entry entry = entries.get(id);
    synchronized (entry) {
      entry.unanswered.remove((Integer) DELETED);
      Found promised = entry.acknowledged;
      assertThat(
              promised == null
                  || promised.content() == DELETED
                  || entry.unanswered.contains(DELETED))
          .as("%s was acknowledged as %s and is not there", id, promised)
          .isTrue();
    }
  }

  /**
   * Noted before a file is sent: it may be there, and raise the version, though nobody was told.
   */
  void fileSent(String id) {
    Entry entry = entries.get(id);
    synchronized (entry) {
      entry.fileSent = true;
    }
  }

  void fileAcknowledged(String id, long version) {
    Entry entry = entries.get(id);
    synchronized (entry) {
      entry.file = true;
      entry.acknowledged = new Found(entry.acknowledged.content(), version);
    }
  }

  /** Videos whose uploads were acknowledged. */
  Set<String> withFiles() {
    Set<String> ids = new HashSet<>();
    entries.forEach(
        (id, entry) -> {
          if (entry.file) {
            ids.add(id);
          }
        });
    return ids;
  }

  int size() {
    return entries.size();
  }

  long acknowledged() {
    return entries.values().stream().filter(entry -> entry.acknowledged != null).count();
  }

  /**
   * Every video is as some write says that was sent after the last one acknowledged, or as that one
   * says; and nothing is there that nobody has sent.
   *
   * @param there all rows, those of deleted videos included
   */
  void check(Map<String, Found> there) {
    assertThat(entries.keySet()).as("ids that nobody has sent").containsAll(there.keySet());
    entries.forEach((id, entry) -> check(id, entry, there.get(id)));
  }

  private static void check(String id, Entry entry, @Nullable Found found) {
    Found promised = entry.acknowledged;
    if (promised == null) {
      assertThat(found == null || entry.unanswered.contains(found.content()))
          .as("%s was never acknowledged and is %s; sent: %s", id, found, entry.unanswered)
          .isTrue();
      return;
    }
    assertThat(found).as("%s was acknowledged as %s and is gone", id, promised).isNotNull();
    boolean asPromised = found.content() == promised.content();
    assertThat(asPromised || entry.unanswered.contains(found.content()))
        .as("%s: acknowledged %s, sent after %s, found %s", id, promised, entry.unanswered, found)
        .isTrue();
    boolean untouched = asPromised && entry.unanswered.isEmpty() && !entry.fileSent;
    if (untouched) {
      assertThat(found.version()).as(id).isEqualTo(promised.version());
    } else {
      assertThat(found.version()).as(id).isGreaterThanOrEqualTo(promised.version());
    }
  }
}
