package io.kinora.verticles.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which server a command talks to, and as whom. A data folder's token is for that folder's server:
 * it goes nowhere else unless a person names the folder beside the address.
 *
 * @param token empty if none is to be sent
 */
record Destination(URI url, String token) {

  private static final String DEFAULT_URL = "http://127.0.0.1:8080";
  private static final String[] USUAL_FOLDERS = {"kinora-data", "kinora-demo"};

  /**
   * What the command line says; null where it says nothing.
   *
   * @param data the server's data folder
   */
  record Given(@Nullable String url, @Nullable String token, @Nullable Path data) {}

  /**
   * @param environment variables, of which {@code KINORA_URL}, {@code KINORA_TOKEN} and {@code
   *     KINORA_DATA} say what the command line does not
   * @param here where relative folders begin
   */
  static Destination of(Given given, Map<String, String> environment, Path here) {
    Path folder = folder(given.data(), environment, here);
    String own = folder == null ? "" : read(folder.resolve("node.url"));
    String named = firstOf(given.url(), environment.get("KINORA_URL"));
    URI url = parsed(firstOf(named, own, DEFAULT_URL));
    String token = firstOf(given.token(), environment.get("KINORA_TOKEN"));
    boolean folderIsMeant = given.data() != null || named.isEmpty() || isSame(url, own);
    if (token.isEmpty() && folder != null && folderIsMeant) {
      token = read(folder.resolve("operator.token"));
    }
    return new Destination(url, token);
  }

  private static @Nullable Path folder(
      @Nullable Path data, Map<String, String> environment, Path here) {
    if (data != null) {
      return here.resolve(data);
    }
    String named = environment.get("KINORA_DATA");
    if (named != null) {
      return here.resolve(named);
    }
    for (String usual : USUAL_FOLDERS) {
      if (Files.exists(here.resolve(usual).resolve("node.url"))) {
        return here.resolve(usual);
      }
    }
    return null;
  }

  private static URI parsed(String address) {
    try {
      URI url = URI.create(address);
      if (url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException malformed) {
      // Told below, as an address without a host is.
    }
    throw new CommandFailedException(
        "--url is \"" + address + "\"; allowed: a URL such as " + DEFAULT_URL);
  }

  /** Whether both name one server, whatever the path. */
  private static boolean isSame(URI url, String own) {
    return !own.isEmpty() && origin(url).equals(origin(parsed(own)));
  }

  private static String origin(URI url) {
    int port = url.getPort();
    if (port < 0) {
      port = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }
    return (url.getScheme() + "://" + url.getHost() + ":" + port).toLowerCase(Locale.ROOT);
  }

  /** Empty if there is no such file. */
  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException unreadable) {
      throw new CommandFailedException("Cannot read " + file + ": " + unreadable.getMessage());
    }
  }

  private static String firstOf(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        return candidate;
      }
    }
    return "";
  }
}
