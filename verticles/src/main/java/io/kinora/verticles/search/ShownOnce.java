package io.kinora.verticles.search;

import io.kinora.search.Candidate;
import io.kinora.search.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of the videos that show the same is shown in a list sorted by a field: the one that comes
 * first in it, of all that match, wherever they lie. So each page knows which of its videos were on
 * an earlier one under another id.
 */
final class ShownOnce {

  private final Map<String, List<Candidate>> groups = new HashMap<>();

  /**
   * @param members all that match of the groups in question, in any order
   */
  ShownOnce(List<Candidate> members, Sort sort) {
    Comparator<Candidate> order = SortOrder.of(sort);
    for (Candidate member : members) {
      groups.computeIfAbsent(String.valueOf(member.group()), g -> new ArrayList<>()).add(member);
    }
    groups.values().forEach(group -> group.sort(order));
  }

  /** The groups that some of the candidates belong to. */
  static Set<String> groupsOf(List<Candidate> candidates) {
    Set<String> groups = new TreeSet<>();
    for (Candidate candidate : candidates) {
      if (candidate.group() != null) {
        groups.add(candidate.group());
      }
    }
    return groups;
  }

  boolean shows(Candidate candidate) {
    List<Candidate> group = group(candidate);
    return group.isEmpty() || group.getFirst().id().equals(candidate.id());
  }

  /** Ids of those that are not shown because this one is. */
  List<String> duplicates(Candidate shown) {
    return group(shown).stream().map(Candidate::id).filter(id -> !id.equals(shown.id())).toList();
  }

  private List<Candidate> group(Candidate candidate) {
    return candidate.group() == null
        ? List.of()
        : groups.getOrDefault(candidate.group(), List.of());
  }
}
