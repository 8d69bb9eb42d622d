package io.kinora.verticles.config;

import io.kinora.search.Retriever;
import io.kinora.search.understand.QueryClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The retrievers, each with its k, which is its switch too, its weight and its floor: {@code
 * retrievers.semantic.k} for all queries, {@code retrievers.tail.semantic.k} for a class of them
 * that wants it otherwise.
 */
final class RetrieverSettings {

  private static final String SAME = "same";
  private static final String OF_MODEL = "model";
  private static final int MOST = 1000;

  private static final Map<Retriever, Double> WEIGHTS =
      Map.of(
          Retriever.LEXICAL, 1.0,
          Retriever.SEMANTIC, 1.5,
          Retriever.FRAME, 0.4,
          Retriever.VIDEO, 0.4);
  private static final Map<Retriever, String> COMPARED =
      Map.of(
          Retriever.LEXICAL, "the words",
          Retriever.SEMANTIC, "the meaning of the text",
          Retriever.FRAME, "the best frame",
          Retriever.VIDEO, "the video as a whole");

  /** All of them, in the order in which they are shown. */
  static final List<Setting<?>> ALL = all();

  private RetrieverSettings() {}

  static NodeConfig.Retrieval read(Settings settings) {
    Map<QueryClass, Map<Retriever, NodeConfig.Tuning>> byClass = new EnumMap<>(QueryClass.class);
    for (QueryClass asked : QueryClass.values()) {
      Map<Retriever, NodeConfig.Tuning> tunings = new EnumMap<>(Retriever.class);
      for (Retriever retriever : Retriever.values()) {
        tunings.put(
            retriever,
            new NodeConfig.Tuning(
                settings.get(k(asked, retriever)).or(() -> settings.get(k(retriever))),
                settings
                    .get(weight(asked, retriever))
                    .orElseGet(() -> settings.get(weight(retriever)))));
      }
      byClass.put(asked, Map.copyOf(tunings));
    }
    Map<Retriever, Double> floors = new EnumMap<>(Retriever.class);
    for (Retriever retriever : Retriever.values()) {
      if (retriever != Retriever.LEXICAL) {
        settings.get(floor(retriever)).ifPresent(floor -> floors.put(retriever, floor));
      }
    }
    return new NodeConfig.Retrieval(Map.copyOf(byClass), Map.copyOf(floors));
  }

  private static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>();
    for (Retriever retriever : Retriever.values()) {
      all.add(k(retriever));
      all.add(weight(retriever));
      if (retriever != Retriever.LEXICAL) {
        all.add(floor(retriever));
      }
    }
    for (QueryClass asked : QueryClass.values()) {
      for (Retriever retriever : Retriever.values()) {
        all.add(k(asked, retriever));
        all.add(weight(asked, retriever));
      }
    }
    return List.copyOf(all);
  }

  private static Setting<Optional<Integer>> k(Retriever retriever) {
    return k(
        "retrievers." + retriever.key() + ".k",
        "How many candidates the retriever by "
            + COMPARED.get(retriever)
            + " brings; same: search.window, none: it is switched off.");
  }

  private static Setting<Optional<Integer>> k(QueryClass asked, Retriever retriever) {
    String general = retriever.key() + ".k";
    return k(
        "retrievers." + asked.key() + "." + general,
        "The same for queries of the " + asked.key() + "; same: retrievers." + general + ".");
  }

  private static Setting<Optional<Integer>> k(String name, String meaning) {
    return new Setting<>(
        name,
        meaning,
        SAME,
        "same, none, or 1 to " + MOST,
        written ->
            switch (written.strip()) {
              case SAME -> Optional.empty();
              case "none" -> Optional.of(0);
              default ->
                  Optional.of((int) Setting.within(Integer.parseInt(written.strip()), 1, MOST));
            });
  }

  private static Setting<Double> weight(Retriever retriever) {
    return Setting.number(
        "retrievers." + retriever.key() + ".weight",
        WEIGHTS.getOrDefault(retriever, 1.0),
        0,
        100,
        "How much " + COMPARED.get(retriever) + " counts in fusion.");
  }

  private static Setting<Optional<Double>> weight(QueryClass asked, Retriever retriever) {
    String general = retriever.key() + ".weight";
    return orWord(
        "retrievers." + asked.key() + "." + general,
        "The same for queries of the " + asked.key() + "; same: retrievers." + general + ".",
        SAME,
        0,
        100);
  }

  private static Setting<Optional<Double>> floor(Retriever retriever) {
    return orWord(
        "retrievers." + retriever.key() + ".floor",
        "Similarity below which what only vectors found is noise; model: what the model's file says, -1: none.",
        OF_MODEL,
        -1,
        1);
  }

  private static Setting<Optional<Double>> orWord(
      String name, String meaning, String word, double min, double max) {
    return new Setting<>(
        name,
        meaning,
        word,
        word + ", or " + min + " to " + max,
        written ->
            written.strip().equals(word)
                ? Optional.empty()
                : Optional.of(Setting.within(Double.parseDouble(written.strip()), min, max)));
  }
}
