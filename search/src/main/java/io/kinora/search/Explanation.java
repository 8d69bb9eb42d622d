package io.kinora.search;

import java.util.List;

/**
 * A number and how it came to be. A node without details is a number as given. If a description
 * ends with {@code FUNCTION of:}, the value is that function of the details' values in order, so
 * that whoever reads the tree can work it out again; else the details only tell more.
 *
 * <table>
 *   <caption>Functions</caption>
 *   <tr><td>sum, product, max, difference, reciprocal<td>as named
 *   <tr><td>max plus W times others<td>the greatest, and the rest of the sum times W
 *   <tr><td>scale<td>of x, low, high: (x - low) / (high - low), held within 0 and 1; 1 if high is
 *       not above low
 *   <tr><td>idf<td>of n, N: ln(1 + (N - n + 0.5) / (n + 0.5))
 *   <tr><td>tf<td>of freq, k1, b, dl, avgdl: freq / (freq + k1 * (1 - b + b * dl / avgdl)); of freq,
 *       k1: freq / (freq + k1)
 *   <tr><td>decay<td>of age, half-life, floor: floor + (1 - floor) * 0.5 ^ (age / half-life)
 *   <tr><td>log scale<td>of x, full: ln(1 + x) / ln(1 + full), at most 1
 *   <tr><td>wilson lower bound<td>of likes, views: the lower end of Wilson's interval with z = 1.96;
 *       views are at least the likes, 0 of none
 * </table>
 */
public record Explanation(double value, String description, List<Explanation> details) {

  public Explanation {
    details = List.copyOf(details);
  }

  public static Explanation of(double value, String description, Explanation... details) {
    return new Explanation(value, description, List.of(details));
  }
}
