package io.kinora.verticles.roster;

/** How a replica is. */
public enum ReplicaState {
  /** Being opened; it cannot be asked. */
  OPENING,
  /** Answers, but has not yet read all of the log. */
  CATCHING_UP,
  /** Answers, and sees what the log holds. */
  SERVING,
  /** Answers, but will soon be gone. */
  LEAVING
}
