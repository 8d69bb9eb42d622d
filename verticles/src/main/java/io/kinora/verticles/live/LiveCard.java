package io.kinora.verticles.live;

/**
 * How a node's live feed is, for operators.
 *
 * @param queries distinct standing ones
 * @param queuedBytes that wait to be sent to clients
 * @param gaps times that a client was told of one, since the node started
 * @param behind records of what is new not yet told, -1 if unknown
 */
public record LiveCard(
    int sockets, int subscriptions, int queries, long queuedBytes, long gaps, long behind) {

  public static final LiveCard NONE = new LiveCard(0, 0, 0, 0, 0, 0);
}
