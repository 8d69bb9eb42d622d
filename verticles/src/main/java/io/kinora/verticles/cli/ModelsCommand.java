package io.kinora.verticles.cli;

import io.kinora.indexing.encode.models.ModelFile;
import io.kinora.indexing.encode.models.ModelFiles;
import io.kinora.indexing.encode.models.ModelPull;
import io.kinora.indexing.encode.models.ModelStatus;
import io.kinora.indexing.encode.models.ModelStore;
import io.kinora.verticles.node.Models;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kinora models}: which models there are, and how to get more. */
@Command(
    name = "models",
    description = "Lists the models that turn words and frames into vectors, and fetches more.",
    mixinStandardHelpOptions = true,
    subcommands = {ModelsCommand.ListModels.class, ModelsCommand.Pull.class})
final class ModelsCommand {

  private ModelsCommand() {}

  /** {@code kinora models list}. */
  @Command(
      name = "list",
      description = "Lists all models, whether they are installed, and what to know of them.",
      mixinStandardHelpOptions = true)
  static final class ListModels implements Callable<Integer> {

    @Option(
        names = "--data",
        defaultValue = "kinora-data",
        description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("kinora-data");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      ModelFiles files = Models.files();
      for (ModelStatus model : new ModelStore(data.resolve("models")).statuses(files.all())) {
        print(model, out);
      }
      return 0;
    }

    private static void print(ModelStatus model, PrintWriter out) {
      String state =
          model.builtIn()
              ? "built in"
              : model.installed() ? "installed" : "kinora models pull " + model.name();
      out.printf(
          Locale.ROOT,
          "%s  [%s, %d-d, %.1f MB, %s]%n",
          model.name(),
          model.kind().name().toLowerCase(Locale.ROOT),
          model.dimension(),
          model.bytes() / 1e6,
          state);
      out.printf(
          "    %s%n    licence: %s; source: %s%n",
          model.card().summary(), model.card().licence(), model.card().source());
      if (!model.card().note().isEmpty()) {
        out.printf("    note: %s%n", model.card().note());
      }
      out.println();
    }
  }

  /** {@code kinora models pull}. */
  @Command(
      name = "pull",
      description = {
        "Downloads a model's files into the data folder; stopped half-way, it goes on where it stopped.",
        "A file whose checksum is not pinned in its model file is refused until you confirm one with --sha256."
      },
      mixinStandardHelpOptions = true)
  static final class Pull implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "A model of 'kinora models list'.")
    private String name = "";

    @Option(
        names = "--data",
        defaultValue = "kinora-data",
        description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("kinora-data");

    @Option(
        names = "--sha256",
        paramLabel = "FILE=SUM",
        description = "Confirms a file's SHA-256; repeatable.")
    private Map<String, String> confirmed = new LinkedHashMap<>();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      PrintWriter out = spec.commandLine().getOut();
      ModelFile model = Models.files().get(name);
      try (PullBars bars = new PullBars(out)) {
        new ModelPull(new ModelStore(data.resolve("models"))).pull(model, confirmed, bars);
      } catch (IOException failed) {
        throw new CommandFailedException(String.valueOf(failed.getMessage()));
      }
      out.println(
          name + " is installed. Use it with: kinora serve -s " + setting(model) + "=" + name);
      return 0;
    }

    private static String setting(ModelFile model) {
      return model.kind().name().equals("TEXT") ? "encoders.text" : "encoders.sight";
    }
  }
}
