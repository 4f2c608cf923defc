import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * A single Elasticsearch node on loopback: Start HOME DATA PORT. It prints "ready" when it serves, and ends when its
 * standard input does, so that it never outlives the tests, however those end.
 */
public final class Start {
    private static final String NAME = "test";

    private Start() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]).toAbsolutePath();
        Path data = Path.of(args[1]).toAbsolutePath();
        LogConfigurator.configureESLogging();
        Settings settings = Settings.builder()
            .put("path.home", home)
            .put("path.data", data.resolve("data"))
            .put("path.logs", data.resolve("logs"))
            .put("node.name", NAME)
            .put("cluster.name", NAME)
            .put("discovery.type", "single-node")
            .put("http.host", "127.0.0.1")
            .put("http.port", args[2])
            .put("transport.host", "127.0.0.1")
            .put("transport.port", "0")
            // A developer's disk is often nearly full; the tests need little of it.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
        Node node = new Node(
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> NAME),
            PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(home.resolve("modules"), false), Set.of(), Map.of(), false));
        node.start();
        System.out.println("ready");
        awaitEndOfInput();
        node.close();
        System.exit(0);
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() != -1) {
            // Nothing is said to this process; only the end counts.
        }
    }
}
