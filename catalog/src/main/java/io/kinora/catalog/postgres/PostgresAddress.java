package io.kinora.catalog.postgres;

import io.kinora.catalog.InvalidValueException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is, and who we are to it.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record PostgresAddress(
    String host, int port, String database, String user, String password) {

  private static final int DEFAULT_PORT = 5432;
  private static final Pattern URL =
      Pattern.compile(
          "postgres(?:ql)?://(?<user>[^:@/]+)(?::(?<password>[^@/]*))?@(?<host>[^:@/]+)(?::(?<port>\\d{1,5}))?/(?<database>[^/?]+)");

  /**
   * @param url {@code postgresql://user:password@host:port/database}
   * @throws InvalidValueException if it is none
   */
  public static PostgresAddress parse(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new InvalidValueException(
          "postgres", url, "postgresql://user:password@host:port/database");
    }
    String port = parts.group("port");
    String password = parts.group("password");
    return new PostgresAddress(
        parts.group("host"),
        port == null ? DEFAULT_PORT : Integer.parseInt(port),
        parts.group("database"),
        parts.group("user"),
        password == null ? "" : password);
  }

  /** As {@link #parse} reads it. With the password: not for logs. */
  public String url() {
    return "postgresql://" + user + ":" + password + "@" + host + ":" + port + "/" + database;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** Without the password: safe to log. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
