package io.kinora.catalog.postgres;

import org.flywaydb.core.Flyway;

/** Brings a database to the schema that this version of the program works with. */
public final class Migrations {

  private Migrations() {}

  /**
   * Applies what has not been applied yet; waits for another process that is at it. Blocks.
   *
   * @return how many steps were applied; 0 if the schema was up to date
   * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached or a step fails
   */
  public static int migrate(PostgresAddress address) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(address.jdbcUrl(), address.user(), address.password())
        .locations("classpath:db/migration")
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
