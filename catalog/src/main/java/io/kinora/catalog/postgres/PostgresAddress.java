package io.kinora.catalog.postgres;

import io.kinora.catalog.InvalidValueException;
import java.util.Objects;
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

  /** What {@link #parse} takes, for people. */
  public static final String FORM = "postgresql://user:password@host:port/database";

  private static final String DEFAULT_PORT = "5432";
  private static final Pattern URL =
      Pattern.compile(
          "postgres(?:ql)?://(?<user>[^:@/]+)(?::(?<password>[^@/]*))?@(?<host>[^:@/]+)(?::(?<port>\\d{1,5}))?/(?<database>[^/?]+)");

  /**
   * @param url {@link #FORM}; the password may be missing, and so may the port: 5432 then
   * @throws InvalidValueException if it is none
   */
  public static PostgresAddress parse(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new InvalidValueException("postgres", url, FORM);
    }
    int port = Integer.parseInt(Objects.requireNonNullElse(parts.group("port"), DEFAULT_PORT));
    if (port < 1 || port > 65535) {
      throw new InvalidValueException("postgres", url, FORM);
    }
    String password = parts.group("password");
    return new PostgresAddress(
        parts.group("host"),
        port,
        parts.group("database"),
        parts.group("user"),
        password == null ? "" : password);
  }

  /** As {@link #parse} reads it. With the password: not for logs. */
  public String url() {
    return "postgresql://" + user + ":" + password + "@" + host + ":" + port + "/" + database;
  }

  /** Without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** Without the password: safe to log. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
