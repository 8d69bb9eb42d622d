package io.kinora.cluster.counters;

import io.kinora.catalog.ViewerKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What must be remembered of a viewer to tell sessions and what came of a search: a few kilobytes
 * at most, forgotten a day after the last event.
 *
 * <p>Mutable, for one thread.
 */
final class ViewerTrail {

  private static final int VERSION = 2;
  private static final int HEAD_BYTES = 9;
  private static final int MOST = 20;
  private static final long SESSION_GAP_MS = 30 * 60_000L;

  /** A search and whether a video was chosen out of its answer. */
  static final class Search {
    final String queryId;
    final String query;
    final long atMs;
    boolean clicked;

    Search(String queryId, String query, long atMs, boolean clicked) {
      this.queryId = queryId;
      this.query = query;
      this.atMs = atMs;
      this.clicked = clicked;
    }
  }

  private long seenMs;
  private long sessionMs;
  private long lastMs;
  private boolean successful;
  private final Deque<Search> searches = new ArrayDeque<>();

  /** When the session that runs began. */
  long sessionMs() {
    return sessionMs;
  }

  /**
   * An event happened, and came in later.
   *
   * @return whether a session begins with it
   */
  boolean touch(long atMs, long receivedMs) {
    seenMs = Math.max(seenMs, receivedMs);
    boolean begins = atMs - lastMs > SESSION_GAP_MS;
    if (begins) {
      sessionMs = atMs;
      successful = false;
    }
    lastMs = Math.max(lastMs, atMs);
    return begins;
  }

  /**
   * The viewer found something.
   *
   * @return whether it is the first find of the session
   */
  boolean succeed() {
    boolean first = !successful;
    successful = true;
    return first;
  }

  void asked(Search search) {
    searches.addFirst(search);
    if (searches.size() > MOST) {
      searches.removeLast();
    }
  }

  @Nullable Search search(@Nullable String queryId) {
    for (Search search : searches) {
      if (search.queryId.equals(queryId)) {
        return search;
      }
    }
    return null;
  }

  /**
   * To be kept: in clear is only when it was last changed.
   *
   * @param viewer whose it is
   */
  byte[] sealed(String viewer, ViewerKey key) {
    byte[] sealed = key.seal(viewer, bytes());
    return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
        .put((byte) VERSION)
        .putLong(seenMs)
        .put(sealed)
        .array();
  }

  private byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(seenMs);
      out.writeLong(lastMs);
      out.writeLong(sessionMs);
      out.writeBoolean(successful);
      out.writeByte(searches.size());
      for (Search each : searches) {
        out.writeUTF(each.queryId);
        out.writeUTF(each.query);
        out.writeLong(each.atMs);
        out.writeBoolean(each.clicked);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * @param kept what {@link #sealed} gave, or null of a viewer that is not known; of another
   *     version or key it is taken for that too
   */
  static ViewerTrail of(String viewer, byte @Nullable [] kept, ViewerKey key) {
    if (kept == null || kept[0] != VERSION) {
      return new ViewerTrail();
    }
    return key.open(viewer, Arrays.copyOfRange(kept, HEAD_BYTES, kept.length))
        .map(ViewerTrail::read)
        .orElseGet(ViewerTrail::new);
  }

  private static ViewerTrail read(byte[] bytes) {
    ViewerTrail state = new ViewerTrail();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      state.seenMs = in.readLong();
      state.lastMs = in.readLong();
      state.sessionMs = in.readLong();
      state.successful = in.readBoolean();
      for (int left = in.readByte(); left > 0; left--) {
        state.searches.addLast(
            new Search(in.readUTF(), in.readUTF(), in.readLong(), in.readBoolean()));
      }
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
    return state;
  }

  /** When an event of the viewer last came in, without reading all. */
  static long seenMs(byte[] kept) {
    return kept[0] == VERSION ? ByteBuffer.wrap(kept).getLong(1) : 0;
  }
}
