package io.kinora.verticles.config;

import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is, and their values for this run: the command line wins over the
 * environment, the environment over the file, the file over the defaults. A value out of range or a
 * name that does not exist is refused at once.
 */
public final class Settings {

  static final Setting<Path> DATA =
      new Setting<>(
          "data",
          "Where this node keeps everything it stores.",
          "kinora-data",
          "a folder",
          written -> Path.of(Setting.notBlank(written)));
  static final Setting<List<Role>> ROLES =
      Setting.choices("roles", List.of(Role.values()), Role.class, "What this node does.");

  /** All of them, in the order in which they are shown. */
  public static final List<Setting<?>> ALL =
      Stream.of(
              List.<Setting<?>>of(DATA, ROLES),
              HttpSettings.ALL,
              StoreSettings.ALL,
              SearchSettings.ALL,
              MediaSettings.ALL,
              EventSettings.ALL,
              RetrieverSettings.ALL,
              RankingSettings.ALL,
              LiveSettings.ALL)
          .flatMap(List::stream)
          .toList();

  private final SmallRyeConfig merged;

  private Settings(SmallRyeConfig merged) {
    this.merged = merged;
  }

  /**
   * @param file YAML, or null
   * @param environment the process's variables
   * @param commandLine settings given as options, by name
   * @param defaults of the command, in place of the general ones
   * @throws WrongSettingException for the first thing that is wrong
   */
  public static Settings of(
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> commandLine,
      Map<String, String> defaults) {
    Settings settings =
        new Settings(SettingSources.merged(file, environment, commandLine, defaults));
    ALL.forEach(settings::get);
    return settings;
  }

  /** The value of a setting. */
  public <T> T get(Setting<T> setting) {
    var value = merged.getConfigValue(SettingSources.PREFIX + setting.name());
    String raw = value.getValue() == null ? "" : value.getValue();
    try {
      return setting.parse().apply(raw);
    } catch (RuntimeException notAllowed) {
      String source = String.valueOf(value.getConfigSourceName());
      throw WrongSettingException.of(
          setting, raw, source.startsWith("Env") ? setting.variable() : source);
    }
  }
}
