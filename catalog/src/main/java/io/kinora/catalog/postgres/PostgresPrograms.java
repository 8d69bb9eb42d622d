package io.kinora.catalog.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs PostgreSQL's programs. They refuse to run as root, so a root process runs them in a user
 * namespace of their own, in which nobody is root; where such a namespace may not be made (as in
 * most containers), as the user {@value #UNPRIVILEGED}, to whom the data folder is then given.
 */
final class PostgresPrograms {

  /** The id that Linux knows as {@code nobody}. */
  private static final int UNPRIVILEGED = 65534;

  private static final int LOG_LINES_SHOWN = 15;

  private final Path home;
  private final Path log;
  private final List<String> prefix;

  /**
   * @param home holds {@code bin}
   * @param log the programs' output is added to it
   */
  PostgresPrograms(Path home, Path log) throws IOException {
    this.home = home;
    this.log = log;
    this.prefix = prefix();
    if (!Files.exists(log)) {
      Files.createFile(log);
      own(log);
    }
  }

  Path log() {
    return log;
  }

  /**
   * @throws IllegalStateException if the program fails or takes too long; the message holds the end
   *     of the log
   */
  void run(Duration limit, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    // PGDATA, PGPORT, PGOPTIONS...: meant for another server than ours.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    if (exitCode(builder, limit) != 0) {
      throw new IllegalStateException(
          program + " " + String.join(" ", arguments) + " failed; see " + log + ":\n" + logEnd());
    }
  }

  /** Lets the programs write to a file or folder that we have made. */
  void own(Path path) throws IOException {
    if (prefix.contains("setpriv")) {
      Files.setAttribute(path, "unix:uid", UNPRIVILEGED);
      Files.setAttribute(path, "unix:gid", UNPRIVILEGED);
    }
    if (Files.isDirectory(path)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static List<String> prefix() throws IOException {
    if (new UnixSystem().getUid() != 0) {
      return List.of();
    }
    if (exitCode(new ProcessBuilder("unshare", "--user", "true"), Duration.ofSeconds(10)) == 0) {
      return List.of("unshare", "--user");
    }
    String user = Integer.toString(UNPRIVILEGED);
    return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
  }

  private static int exitCode(ProcessBuilder builder, Duration limit) throws IOException {
    Process process = builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile())).start();
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      return -1;
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL was at work", stopped);
    }
  }

  private String logEnd() throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - LOG_LINES_SHOWN), all.size()));
    }
  }
}
