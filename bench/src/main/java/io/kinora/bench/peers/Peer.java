package io.kinora.bench.peers;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A search server under load: how to fill it and how to ask it. */
sealed interface Peer permits KinoraPeer, OpenSearchPeer {

  /** What is asked for. Ten ids each. */
  enum Mode {
    TEXT,
    VECTOR,
    HYBRID;

    String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How many documents a bulk request has. */
  int BULK = 500;

  String name();

  URI address();

  /** Loads everything and waits until it can be found, in one segment. */
  void load(Corpus corpus) throws IOException, InterruptedException;

  /** A request, as bytes. */
  byte[] request(Mode mode, Corpus.Item query);

  /** What stands before an id in an answer. */
  Pattern id();

  /** The ids in an answer, in order. */
  default List<String> ids(String answer) {
    List<String> ids = new ArrayList<>(Corpus.TOP);
    Matcher matcher = id().matcher(answer);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }
}
