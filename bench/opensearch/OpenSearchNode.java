import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;

/** One OpenSearch node with its k-NN plugin, on the loopback address. Arguments: a folder, a port. */
final class OpenSearchNode extends Node {

  private OpenSearchNode(Environment environment, Collection<PluginInfo> plugins) {
    super(environment, plugins, true);
  }

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]).toAbsolutePath();
    Path config = Files.createDirectories(home.resolve("config"));
    System.setProperty("opensearch.path.home", home.toString());
    int port = Integer.parseInt(args[1]);
    Settings settings =
        Settings.builder()
            .put("path.home", home.toString())
            .put("cluster.name", "bench")
            .put("node.name", "bench")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", port)
            .put("transport.port", "0") // any that is free
            .put("transport.type", "netty4")
            .put("http.type", "netty4")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    OpenSearchNode node =
        new OpenSearchNode(
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> "bench"),
            List.of(
                plugin("transport-netty4", "org.opensearch.transport.Netty4ModulePlugin"),
                plugin("lang-painless", "org.opensearch.painless.PainlessModulePlugin"),
                plugin("opensearch-knn", "org.opensearch.knn.plugin.KNNPlugin")));
    node.start();
    new CountDownLatch(1).await();
  }

  private static PluginInfo plugin(String name, String type) {
    return new PluginInfo(name, name, "none", Version.CURRENT, "21", type, "", List.of(), false);
  }
}
