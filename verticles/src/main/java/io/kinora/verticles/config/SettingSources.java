package io.kinora.verticles.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.MapBackedConfigSource;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where settings are written, the strongest last: defaults, file, environment, command line. */
final class SettingSources {

  /** Variables with our prefix that are not settings. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of("KINORA_TOKEN", "KINORA_URL", "KINORA_HOME", "KINORA_JAVA_OPTS", "KINORA_SHARED");

  /** Before each name in the merged settings: it keeps the environment's other variables out. */
  static final String PREFIX = "kinora.";

  /**
   * The YAML source gives a list as a whole and element by element, of which the whole is read, and
   * dotted names in quotes.
   */
  private static final Pattern LIST_ELEMENT = Pattern.compile("\\[\\d+]$");

  private SettingSources() {}

  /**
   * What is written, unparsed.
   *
   * @throws WrongSettingException for a file that cannot be read and a name that does not exist
   */
  static SmallRyeConfig merged(
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> commandLine,
      Map<String, String> defaults) {
    Map<String, String> written = file == null ? Map.of() : readFile(file);
    refuseUnknownNames(commandLine.keySet(), "the command line");
    refuseUnknownVariables(environment);
    return new SmallRyeConfigBuilder()
        .withSources(
            new Written("default", defaults(), 0),
            new Written("default of the command", prefixed(defaults), 50),
            new Written("file " + file, prefixed(written), 100),
            new EnvConfigSource(environment, 200),
            new Written("the command line", prefixed(commandLine), 300))
        .build();
  }

  private static Map<String, String> readFile(Path file) {
    Map<String, String> written;
    try {
      written =
          new YamlConfigSource(file.toString(), Files.readString(file, StandardCharsets.UTF_8))
              .getProperties();
    } catch (IOException unreadable) {
      throw new WrongSettingException(
          "Cannot read the configuration file " + file + ": " + unreadable.getMessage());
    } catch (RuntimeException malformed) {
      throw new WrongSettingException(
          "The configuration file " + file + " is not YAML: " + malformed.getMessage());
    }
    Map<String, String> whole = new HashMap<>();
    written.forEach(
        (name, value) -> {
          if (!LIST_ELEMENT.matcher(name).find()) {
            whole.put(name.replace("\"", ""), value);
          }
        });
    refuseUnknownNames(whole.keySet(), "file " + file);
    return whole;
  }

  private static void refuseUnknownNames(Set<String> names, String source) {
    Set<String> known = Settings.ALL.stream().map(Setting::name).collect(Collectors.toSet());
    for (String name : names) {
      if (!known.contains(name)) {
        throw new WrongSettingException(
            name
                + " (from "
                + source
                + ") is no setting; allowed: "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  private static void refuseUnknownVariables(Map<String, String> environment) {
    Set<String> known = Settings.ALL.stream().map(Setting::variable).collect(Collectors.toSet());
    for (String variable : environment.keySet()) {
      boolean ours = variable.startsWith("KINORA_") && !OTHER_VARIABLES.contains(variable);
      if (ours && !known.contains(variable)) {
        throw new WrongSettingException(
            variable
                + " (from the environment) is no setting; allowed: "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  private static Map<String, String> defaults() {
    return Settings.ALL.stream()
        .collect(Collectors.toMap(s -> PREFIX + s.name(), Setting::fallback));
  }

  private static Map<String, String> prefixed(Map<String, String> written) {
    Map<String, String> result = new HashMap<>();
    written.forEach((name, value) -> result.put(PREFIX + name, value));
    return result;
  }

  /** Values under a name that people know their source by. */
  private static final class Written extends MapBackedConfigSource {

    Written(String name, Map<String, String> values, int ordinal) {
      super(name, values, ordinal);
    }
  }
}
