package io.kinora.verticles;

import java.util.List;

/** How the parts of this node are. */
public interface NodeHealth {

  /** Every part, as known now; never blocks. */
  List<Part> parts();

  /**
   * Ready: every part that this node needs to answer searches is up and its shards have caught up.
   */
  default boolean ready() {
    return parts().stream().allMatch(part -> part.up() || !part.needed());
  }

  /**
   * @param name e.g. {@code postgres}, {@code kafka}, {@code shard 3}, {@code sight encoder}
   * @param needed the node is not ready without it
   * @param detail for people, e.g. {@code "catching up: 1200 records behind"}
   */
  record Part(String name, boolean up, boolean needed, String detail) {}
}
