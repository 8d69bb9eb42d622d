package io.kinora.bench.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Who listens for what, made so that it is known which sockets a video has to reach. Ordinary
 * sockets look for two words; there are as many pairs as distinct queries. Busy ones look for a
 * word that stands in every video.
 */
final class LiveAudience {

  private static final String EVERYWHERE = "livebench";
  private static final int WORDS_A_SIDE = 3;

  private final int side;
  private final int queries;
  private final int ordinary;
  private final int busy;

  /**
   * @param sockets all of them, the busy ones last
   * @param queries distinct ones of the ordinary sockets
   * @param busyShare of the sockets, 0 to 1
   */
  LiveAudience(int sockets, int queries, double busyShare) {
    this.side = (int) Math.ceil(Math.sqrt(queries));
    this.queries = queries;
    this.busy = (int) Math.round(sockets * busyShare);
    this.ordinary = sockets - busy;
  }

  int ordinary() {
    return ordinary;
  }

  int sockets() {
    return ordinary + busy;
  }

  List<String> subscriptions() {
    List<String> frames = new ArrayList<>();
    for (int socket = 0; socket < sockets(); socket++) {
      int query = socket % queries;
      String words =
          socket < ordinary ? left(query / side) + " " + right(query % side) : EVERYWHERE;
      frames.add(
          "{\"type\":\"subscribe\",\"id\":\"s1\",\"stream\":\"query\",\"q\":\"" + words + "\"}");
    }
    return frames;
  }

  /** A video, and how many ordinary sockets have to hear of it. */
  record Video(String title, int listeners) {}

  Video video(Random random) {
    Set<Integer> lefts = some(random);
    Set<Integer> rights = some(random);
    StringBuilder title = new StringBuilder(EVERYWHERE);
    lefts.forEach(word -> title.append(' ').append(left(word)));
    rights.forEach(word -> title.append(' ').append(right(word)));
    int listeners = 0;
    for (int one : lefts) {
      for (int other : rights) {
        int query = one * side + other;
        if (query < queries && query < ordinary) {
          listeners += 1 + (ordinary - 1 - query) / queries;
        }
      }
    }
    return new Video(title.toString(), listeners);
  }

  private Set<Integer> some(Random random) {
    Set<Integer> words = new HashSet<>();
    while (words.size() < Math.min(WORDS_A_SIDE, side)) {
      words.add(random.nextInt(side));
    }
    return words;
  }

  private static String left(int word) {
    return String.format(Locale.ROOT, "lef%dqz", word);
  }

  private static String right(int word) {
    return String.format(Locale.ROOT, "rig%dqz", word);
  }
}
