package io.kinora.verticles.http;

/**
 * What this server is, for a page that talks to it.
 *
 * @param version of the program
 * @param textEncoder name of the text encoder, or {@code none}
 */
public record About(String version, String textEncoder, SightInfo sight) {

  /**
   * The sight model in use.
   *
   * @param name or {@code none}
   * @param note what to expect of it and how to install a better one; for people, may be empty
   */
  public record SightInfo(String name, String note) {}
}
