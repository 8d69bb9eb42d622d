package io.kinora.verticles.cli;

import io.kinora.verticles.config.NodeConfig;
import io.kinora.verticles.demo.DemoClip;
import io.kinora.verticles.demo.DemoContent;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kinora demo}: a node with its own content. */
@Command(
    name = "demo",
    description = {
      "Runs a node that brings its own videos: makes them as real MP4 files on the first run, ingests them, and prints where the page is.",
      "Its data lies in kinora-demo unless --data says otherwise."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private NodeOptions options;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    NodeConfig config = options.config(Map.of("data", "kinora-demo"));
    RunningNode node = RunningNode.start(config, out);
    Path films = config.data().resolve("films");
    List<DemoClip> clips = DemoContent.clips();
    try {
      makeAll(clips, films, out);
      ApiClient client =
          new ApiClient(
              URI.create(node.node().url()), Files.readString(node.node().tokenFile()).strip());
      if (!new Ingest(client, out, true).items(items(clips, films))) {
        out.println("Not all of the demo's films came in; the page shows those that did.");
      }
    } catch (IOException failed) {
      throw new CommandFailedException(
          "The demo's films could not be made in " + films + ": " + failed.getMessage());
    }
    out.println();
    out.println(
        "Open " + node.node().url() + "/ and search, e.g. for: sailing boat, mountains, fireworks");
    node.printWelcome(out);
    node.awaitStop();
    return 0;
  }

  /** Films that are there already are kept. */
  private static void makeAll(List<DemoClip> clips, Path films, PrintWriter out)
      throws IOException, InterruptedException {
    Files.createDirectories(films);
    List<DemoClip> missing =
        clips.stream()
            .filter(clip -> !Files.exists(films.resolve(clip.file())))
            .collect(Collectors.toList());
    if (missing.isEmpty()) {
      return;
    }
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads);
        Progress progress = Progress.over("films", missing.size(), out)) {
      List<Future<Path>> made =
          missing.stream().map(clip -> executor.submit(() -> make(clip, films))).toList();
      for (Future<Path> film : made) {
        film.get();
        progress.step(1);
      }
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause() == null ? failed : failed.getCause());
    }
  }

  private static List<IngestItem> items(List<DemoClip> clips, Path films) {
    return clips.stream()
        .map(c -> new IngestItem(c.file(), c.id(), c.metadata(), films.resolve(c.file())))
        .toList();
  }

  private static Path make(DemoClip clip, Path films) throws IOException {
    Path film = films.resolve(clip.file());
    DemoContent.make(clip, film);
    return film;
  }
}
