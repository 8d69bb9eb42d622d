package io.kinora.search;

import java.util.List;

/** A number and how it came to be. */
public record Explanation(double value, String description, List<Explanation> details) {

  public Explanation {
    details = List.copyOf(details);
  }

  public static Explanation of(double value, String description, Explanation... details) {
    return new Explanation(value, description, List.of(details));
  }
}
