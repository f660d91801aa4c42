package io.mitalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitalk.db.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {

    private static final Path OPENAPI = Path.of("../../api/openapi.yaml");
    private static final Pattern PATH = Pattern.compile("  (/\\S*):");
    private static final Pattern METHOD =
            Pattern.compile("    (get|post|put|delete|options|patch|head):");

    @Test
    @DisplayName("Every route of the server stands in openapi.yaml, and back")
    void routes(@TempDir Path data) throws Exception {
        try (var database = TestDatabase.create();
                var assembly = Assembly.start(TestConfig.free(data, database), closing -> {})) {
            var inCode = new TreeSet<String>();
            assembly.routes()
                    .http()
                    .forEach(
                            route ->
                                    inCode.add(
                                            route.method().name().toLowerCase(Locale.ROOT)
                                                    + " "
                                                    + route.path()));
            assembly.routes().sockets().forEach(socket -> inCode.add("get " + socket.path()));
            assertThat(documented()).isEqualTo(inCode);
        }
    }

    private static Set<String> documented() throws IOException {
        var routes = new TreeSet<String>();
        String path = "";
        boolean inside = false;
        for (String line : Files.readAllLines(OPENAPI)) {
            if (!line.startsWith(" ")) {
                inside = line.equals("paths:");
            }
            var atPath = PATH.matcher(line);
            var atMethod = METHOD.matcher(line);
            if (inside && atPath.matches()) {
                path = atPath.group(1);
            } else if (inside && atMethod.matches()) {
                routes.add(atMethod.group(1) + " " + path);
            }
        }
        return routes;
    }
}
