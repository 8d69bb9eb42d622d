package io.kinora.verticles.cli;

import io.kinora.catalog.InvalidValueException;
import io.kinora.verticles.Version;
import io.kinora.verticles.config.WrongSettingException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The one command. Exit codes: 0 done, 1 something failed, 2 the command line or a setting is
 * wrong.
 */
@Command(
    name = "kinora",
    description = {"Video search and feed.", ""},
    mixinStandardHelpOptions = true,
    versionProvider = Kinora.Lines.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ClusterCommand.class,
      IngestCommand.class,
      SearchCommand.class,
      EvaluateCommand.class,
      ModelsCommand.class,
      SettingsCommand.class,
      VersionCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kinora demo                                 a page with its own videos, in about a minute",
      "  kinora serve --data /srv/kinora             everything in one process, data kept there",
      "  kinora cluster --nodes 3                    three nodes on this machine, to see one fail and come back",
      "  kinora ingest ~/Videos                      every video file of a folder",
      "  kinora ingest catalogue.ndjson              metadata, a line a video, \"file\" names its media",
      "  kinora search \"a lighthouse by the sea\"",
      "  kinora evaluate --corpus corpus.jsonl --queries queries.jsonl --qrels qrels.tsv",
      "",
      "Every setting can also be an environment variable: search.cache is KINORA_SEARCH_CACHE. 'kinora settings' lists them."
    })
public final class Kinora {

  private Kinora() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Kinora())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
  }

  private static int explain(Exception failure, CommandLine command) throws Exception {
    PrintWriter err = command.getErr();
    return switch (failure) {
      case WrongSettingException wrong -> {
        err.println("kinora: " + wrong.getMessage());
        yield CommandLine.ExitCode.USAGE;
      }
      case InvalidValueException wrong -> {
        err.println("kinora: " + wrong.getMessage());
        yield CommandLine.ExitCode.USAGE;
      }
      case CommandFailedException failed -> {
        err.println("kinora: " + failed.getMessage());
        yield CommandLine.ExitCode.SOFTWARE;
      }
      default -> throw failure;
    };
  }

  /** What {@code --version} prints. */
  static final class Lines implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {
        "kinora " + Version.TEXT,
        "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
      };
    }
  }
}
