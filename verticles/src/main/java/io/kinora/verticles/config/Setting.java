package io.kinora.verticles.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One thing an operator can set.
 *
 * @param name dotted, as in the configuration file; the environment variable is {@link #variable()}
 * @param meaning one sentence for people
 * @param fallback the default, as written
 * @param allowed what values it may take, for people
 * @param parse turns the written value into a typed one; any exception means that it is not allowed
 */
public record Setting<T>(
    String name, String meaning, String fallback, String allowed, Function<String, T> parse) {

  /**
   * The environment variable that sets it: {@code encoders.text} is {@code KINORA_ENCODERS_TEXT}.
   */
  public String variable() {
    return "KINORA_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Setting<String> text(String name, String fallback, String allowed, String meaning) {
    return new Setting<>(name, meaning, fallback, allowed, Setting::notBlank);
  }

  static Setting<Integer> integer(String name, int fallback, int min, int max, String meaning) {
    return new Setting<>(
        name,
        meaning,
        Integer.toString(fallback),
        min + " to " + max,
        written -> (int) within(Integer.parseInt(written.strip()), min, max));
  }

  static Setting<Double> number(
      String name, double fallback, double min, double max, String meaning) {
    return new Setting<>(
        name,
        meaning,
        Double.toString(fallback),
        min + " to " + max,
        written -> within(Double.parseDouble(written.strip()), min, max));
  }

  static Setting<Boolean> flag(String name, boolean fallback, String meaning) {
    return new Setting<>(
        name, meaning, Boolean.toString(fallback), "true or false", Setting::trueOrFalse);
  }

  static <E extends Enum<E>> Setting<E> choice(
      String name, E fallback, Class<E> type, String meaning) {
    return new Setting<>(
        name,
        meaning,
        written(fallback),
        choices(type),
        written -> Enum.valueOf(type, constant(written)));
  }

  static <E extends Enum<E>> Setting<List<E>> choices(
      String name, List<E> fallback, Class<E> type, String meaning) {
    return new Setting<>(
        name,
        meaning,
        fallback.stream().map(Setting::written).collect(Collectors.joining(",")),
        "a comma-separated list of " + choices(type),
        written ->
            Arrays.stream(written.split(","))
                .map(one -> Enum.valueOf(type, constant(one)))
                .distinct()
                .toList());
  }

  /** A comma-separated list; {@code none} is the empty list. */
  static Setting<List<String>> list(String name, String fallback, String allowed, String meaning) {
    return new Setting<>(
        name,
        meaning,
        fallback,
        allowed,
        written ->
            written.strip().equals("none")
                ? List.of()
                : Arrays.stream(written.split(",")).map(Setting::notBlank).toList());
  }

  /** How many, or {@code none} to switch it off. */
  static Setting<Integer> countOrNone(String name, int fallback, int max, String meaning) {
    return new Setting<>(
        name,
        meaning,
        Integer.toString(fallback),
        "none, or 1 to " + max,
        written ->
            written.strip().equals("none")
                ? 0
                : (int) within(Integer.parseInt(written.strip()), 1, max));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String constant(String written) {
    return notBlank(written).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static <E extends Enum<E>> String choices(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Setting::written)
        .collect(Collectors.joining(", "));
  }

  static String notBlank(String written) {
    String value = written.strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("blank");
    }
    return value;
  }

  private static boolean trueOrFalse(String written) {
    return switch (written.strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  static double within(double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }
}
