package io.kinora.catalog.postgres;

/**
 * Where a PostgreSQL database is, and who we are to it.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record PostgresAddress(
    String host, int port, String database, String user, String password) {

  String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** Without the password: safe to log. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
