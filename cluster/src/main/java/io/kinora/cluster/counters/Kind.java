package io.kinora.cluster.counters;

/** Of what something is counted. */
enum Kind {
  VIDEO('v'),
  CHANNEL('c'),
  QUERY('q'),
  /** Of all together; its id is empty. */
  SITE('s');

  private final char letter;

  Kind(char letter) {
    this.letter = letter;
  }

  char letter() {
    return letter;
  }

  static Kind of(int letter) {
    return switch (letter) {
      case 'v' -> VIDEO;
      case 'c' -> CHANNEL;
      case 'q' -> QUERY;
      case 's' -> SITE;
      default -> throw new IllegalArgumentException("no kind " + letter);
    };
  }
}
