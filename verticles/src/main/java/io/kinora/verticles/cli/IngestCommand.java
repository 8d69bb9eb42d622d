package io.kinora.verticles.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kinora ingest}. */
@Command(
    name = "ingest",
    description = {
      "Brings videos into a running server.",
      "A folder is read by the NDJSON files in it, or, without any, by its media files. An NDJSON line is a video as PUT /v1/videos/{id} takes"
          + " it, with an id and, optionally, a file: the path of its media in or below the NDJSON file's folder.",
      "Stopped half-way, it can be run again: what is already in is not sent twice."
    },
    mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Folders, media files or NDJSON files.")
  private List<Path> paths = List.of();

  @Option(names = "--no-wait", description = "Do not wait until everything can be found.")
  private boolean noWait;

  @Option(
      names = "--wait-for-server",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long a server that refuses connections, or whose database is away, is waited for, 0 to 86400: it may be restarting (default: ${DEFAULT-VALUE}).")
  private int absenceS;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ServerOptions server;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (absenceS < 0 || absenceS > 86_400) {
      throw new CommandFailedException(
          "--wait-for-server is " + absenceS + "; allowed: 0 to 86400");
    }
    PrintWriter out = spec.commandLine().getOut();
    Ingest ingest = new Ingest(server.client(Duration.ofSeconds(absenceS), out), out, !noWait);
    return ingest.paths(paths) ? 0 : 1;
  }
}
