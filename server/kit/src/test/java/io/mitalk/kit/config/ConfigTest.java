package io.mitalk.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mitalk.kit.KitKeys;
import io.mitalk.kit.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigTest {

    private static final Key<Integer> PORT = Key.port("http.port", 7880, "port of the page");
    private static final Key<Integer> SEATS =
            Key.integer("room.seats", 16, 1, 50, "seats of a stage");
    private static final Key<Boolean> OPEN =
            Key.bool("livekit.auto-create-rooms", false, "open rooms on demand");
    private static final Key<String> URL = Key.text("public-url", "", "address that people use");
    private static final Key<Duration> WAIT =
            Key.duration("media.wait", Duration.ofSeconds(30), "patience");
    private static final Key<Path> CERTIFICATE =
            Key.path("tls.certificate", Path.of(""), "certificate (PEM)");
    private static final Key<Secret> PAIRS = Key.secret("livekit.keys", "pairs of key and secret");
    private static final Key<List<String>> PROXIES =
            Key.list("http.trusted-proxies", List.of(), "proxies");
    private static final Key<String> ROOM = Key.text("room", "", "room of the link").asOption();
    private static final List<Key<?>> ALL =
            List.of(
                    Config.FILE,
                    KitKeys.DATA,
                    PORT,
                    SEATS,
                    OPEN,
                    URL,
                    WAIT,
                    CERTIFICATE,
                    PAIRS,
                    PROXIES);

    @TempDir private Path home = Path.of("");

    @Test
    @DisplayName(
            "a choice reads and writes its constants in lower case, and names them all when it refuses")
    void choice() {
        var kind = Kind.ofEnum(Tide.class);
        assertThat(kind.label()).isEqualTo("low, rising or high");
        assertThat(kind.reader().apply("rising")).isEqualTo(Tide.RISING);
        assertThat(kind.writer().apply(Tide.HIGH)).isEqualTo("high");
        assertThatThrownBy(() -> kind.reader().apply("RISING"))
                .hasMessage("is not low, rising or high");
    }

    private enum Tide {
        LOW,
        RISING,
        HIGH
    }

    @Test
    @DisplayName("without anything set every key has its default and says so")
    void defaults() {
        var config = load(Map.of());
        assertThat(config.get(PORT)).isEqualTo(7880);
        assertThat(config.origin(PORT).text()).isEqualTo("default");
        assertThat(config.isSet(PORT)).isFalse();
        assertThat(config.get(KitKeys.DATA)).isEqualTo(home.resolve("data"));
    }

    @Test
    @DisplayName("a flag beats a variable, a variable beats the file, the file beats the default")
    void precedence() throws IOException {
        toml("[http]\nport = 1\n[room]\nseats = 2\n[media]\nwait = \"5m\"\n");
        var environment =
                Map.of(
                        "MITALK_HTTP_PORT",
                        "3",
                        "MITALK_ROOM_SEATS",
                        "4",
                        "HOME",
                        "/",
                        "MITALK_PUBLIC_URL",
                        "");
        var config = load(environment, "--http-port", "5");
        assertThat(config.get(PORT)).isEqualTo(5);
        assertThat(config.origin(PORT)).isEqualTo(new Origin.Flag("--http-port"));
        assertThat(config.get(SEATS)).isEqualTo(4);
        assertThat(config.origin(SEATS).text()).isEqualTo("variable MITALK_ROOM_SEATS");
        assertThat(config.get(WAIT)).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.origin(WAIT)).isEqualTo(new Origin.File(home.resolve("mitalk.toml")));
        assertThat(config.isSet(URL)).as("an empty variable counts as not set").isFalse();
    }

    @Test
    @DisplayName(
            "values are read by their type: truth, lists, secrets, paths from where they were written")
    void types() throws IOException {
        toml(
                "tls.certificate = \"cert.pem\"\nhttp.trusted-proxies = [\"10.0.0.1\", \"10.0.0.2\"]\n");
        var config =
                load(
                        Map.of("MITALK_LIVEKIT_KEYS", "a: b"),
                        "--livekit-auto-create-rooms",
                        "--data=elsewhere");
        assertThat(config.get(CERTIFICATE)).isEqualTo(home.resolve("cert.pem"));
        assertThat(config.get(PROXIES)).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(config.get(OPEN)).isTrue();
        assertThat(config.get(PAIRS).reveal()).isEqualTo("a: b");
        assertThat(config.get(KitKeys.DATA)).isEqualTo(home.resolve("cwd/elsewhere"));
        assertThat(load(Map.of(), "--livekit-auto-create-rooms", "false").get(OPEN)).isFalse();
        assertThat(load(Map.of(), "--http-trusted-proxies", " a, b\nc,").get(PROXIES))
                .containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName("another file can be named, and then it must exist")
    void otherFile() throws IOException {
        Files.createDirectories(home.resolve("cwd"));
        Files.writeString(home.resolve("cwd/other.toml"), "http.port = 9\n");
        assertThat(load(Map.of(), "--config", "other.toml").get(PORT)).isEqualTo(9);
        assertThat(load(Map.of("MITALK_CONFIG", "other.toml")).get(PORT)).isEqualTo(9);
        assertRefused("cannot read the configuration file", Map.of(), "--config", "none.toml");
    }

    @Test
    @DisplayName("what is unknown is refused with the nearest known name")
    void unknown() throws IOException {
        assertRefused(
                "unknown flag --http-prot: did you mean --http-port?",
                Map.of(),
                "--http-prot",
                "1");
        assertRefused(
                "unknown variable MITALK_HTTP_POTR: did you mean MITALK_HTTP_PORT?",
                Map.of("MITALK_HTTP_POTR", "1"));
        assertRefused(
                "unknown flag --zzzzzzzzzzz: `./mitalk config` lists all keys",
                Map.of(),
                "--zzzzzzzzzzz");
        toml("[htpp]\nport = 1\n");
        assertRefused(
                "unknown key htpp.port in "
                        + home.resolve("mitalk.toml")
                        + ": did you mean http.port?",
                Map.of());
    }

    @Test
    @DisplayName("a bad value is refused with key, value, origin and what would be right")
    void badValues() throws IOException {
        assertRefused(
                "http.port = \"70000\" (flag --http-port) is not a whole number from 0 to 65535",
                Map.of(),
                "--http-port",
                "70000");
        assertRefused(
                "is neither true nor false", Map.of("MITALK_LIVEKIT_AUTO_CREATE_ROOMS", "yes"));
        assertRefused("is not a duration such as", Map.of(), "--media-wait", "soon");
        assertRefused(
                "--http-port needs a value, as in --http-port 7880",
                Map.of(),
                "--http-port",
                "--room-seats");
        assertRefused("--http-port stands twice", Map.of(), "--http-port", "1", "--http-port=2");
        assertRefused("unexpected word \"7\"", Map.of(), "7");
        toml("[http\nport = 1\n");
        assertRefused("line 1 is not TOML", Map.of());
    }

    @Test
    @DisplayName("the effective listing shows every key and hides secrets")
    void effective() {
        var config = load(Map.of("MITALK_LIVEKIT_KEYS", "name: hush"));
        assertThat(config.effective()).hasSize(ALL.size());
        assertThat(config.effective().toString())
                .contains(
                        "livekit.keys = (hidden) (variable MITALK_LIVEKIT_KEYS)",
                        "http.port = 7880 (default)")
                .doesNotContain("hush");
        assertThat(config.refused(PAIRS, "is too short"))
                .hasMessage(
                        "livekit.keys = \"(hidden)\" (variable MITALK_LIVEKIT_KEYS) is too short");
    }

    @Test
    @DisplayName("an option of a command is read from its flag only and stands on no listing")
    void options() throws IOException {
        var keys = List.<Key<?>>of(Config.FILE, ROOM);
        var config = Config.load(keys, sources(Map.of(), "--room", "tea"));
        assertThat(config.get(ROOM)).isEqualTo("tea");
        assertThat(config.effective()).hasSize(1);
        assertThatThrownBy(() -> Config.load(keys, sources(Map.of("MITALK_ROOM", "tea"))))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    @DisplayName("keys that would share a variable, a flag or a TOML table are refused")
    void collisions() {
        var hyphen = Key.text("a-b", "", "one");
        var dot = Key.text("a.b", "", "two");
        var table = Key.text("a", "", "three");
        assertThatThrownBy(() -> Config.defaults(List.of(hyphen, dot)))
                .hasMessage("keys a-b and a.b collide");
        assertThatThrownBy(() -> Config.defaults(List.of(table, dot)))
                .hasMessageContaining("collide");
        assertThat(Config.defaults(List.of(table.asOption(), dot)).get(dot))
                .as("an option is in no file")
                .isEmpty();
        assertThatThrownBy(() -> Key.text("Bad_Name", "", "four"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName(
            "a value can be replaced by the program, and a key nobody declared cannot be asked for")
    void replaced() {
        var config = Config.defaults(ALL).with(PORT, 0);
        assertThat(config.get(PORT)).isZero();
        assertThat(config.origin(PORT).text()).isEqualTo("program");
        assertThatThrownBy(() -> config.get(ROOM)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("durations are written in their largest exact unit")
    void durations() {
        assertThat(Key.duration("a", Duration.ofDays(7), "x").standardText()).isEqualTo("7d");
        assertThat(Key.duration("a", Duration.ofHours(2), "x").standardText()).isEqualTo("2h");
        assertThat(Key.duration("a", Duration.ofSeconds(90), "x").standardText()).isEqualTo("90s");
        assertThat(Key.duration("a", Duration.ofMinutes(5), "x").standardText()).isEqualTo("5m");
        assertThat(Key.duration("a", Duration.ofMillis(500), "x").standardText())
                .isEqualTo("500ms");
    }

    private void assertRefused(String line, Map<String, String> environment, String... arguments) {
        assertThatThrownBy(() -> load(environment, arguments))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(line)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private Config load(Map<String, String> environment, String... arguments) {
        return Config.load(ALL, sources(environment, arguments));
    }

    private Sources sources(Map<String, String> environment, String... arguments) {
        return new Sources(home, home.resolve("cwd"), environment, List.of(arguments));
    }

    private void toml(String text) throws IOException {
        Files.writeString(home.resolve("mitalk.toml"), text);
    }
}
