package io.kinora.verticles;

/** What a viewer is known by outside; inside it is only ever used hashed. */
public sealed interface Identity {

  /** Somebody with a token: its subject. */
  record Login(String subject) implements Identity {

    /** Keeps the subject out of logs. */
    @Override
    public String toString() {
      return "Login";
    }
  }

  /** Somebody without one: what their browser calls itself. */
  record Session(String id) implements Identity {

    /** Keeps the id out of logs. */
    @Override
    public String toString() {
      return "Session";
    }
  }
}
