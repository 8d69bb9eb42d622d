package io.kinora.verticles;

import io.kinora.verticles.roster.NodeCard;
import java.time.Duration;
import java.util.List;

/** The cluster as this node knows it. */
public interface ClusterView {

  /** From here on a node may be gone: it should have spoken twice. */
  Duration SILENT = Duration.ofMillis(2500);

  /**
   * @param self whether it is the node that tells
   * @param silence since it was last heard of; nodes speak every second
   */
  record KnownNode(NodeCard card, boolean self, Duration silence) {

    /** Whether others ask it only in need: it has said nothing for longer than {@link #SILENT}. */
    public boolean silent() {
      return !self && silence.compareTo(SILENT) > 0;
    }
  }

  /** The nodes heard of, this one included, by id. */
  List<KnownNode> nodes();

  /** Number of the build of the index that is searched. */
  int searchedGeneration();

  /** Into how many parts the index is cut. */
  int shards();

  /** How many copies of each are wanted. */
  int replicas();
}
