package io.mitalk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    @TempDir Path folder;

    /** Trusts anybody: only which certificate is served matters here. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private void openssl(String... words) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .inheritIO()
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private HttpSettings.Tls identity(String kind, String name) throws Exception {
        var key = folder.resolve(name + ".key").toString();
        var certificate = folder.resolve(name + ".crt").toString();
        if (kind.startsWith("rsa")) {
            openssl(
                    "genrsa",
                    kind.equals("rsa-pkcs1") ? "-traditional" : "-verbose",
                    "-out",
                    key,
                    "2048");
        } else if (kind.equals("ec-sec1")) {
            openssl("ecparam", "-name", "prime256v1", "-genkey", "-out", key);
        } else {
            openssl(
                    "genpkey",
                    "-algorithm",
                    "EC",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-out",
                    key);
        }
        openssl(
                "req",
                "-new",
                "-x509",
                "-key",
                key,
                "-out",
                certificate,
                "-days",
                "2",
                "-subj",
                "/CN=" + name);
        return new HttpSettings.Tls(Path.of(certificate), Path.of(key));
    }

    private static HttpSettings settings(HttpSettings.Tls tls) {
        return new HttpSettings(
                "127.0.0.1", 0, tls, List.of(), new HttpSettings.Requests(100, 100), null, "");
    }

    private static String servedName(TestServer http) throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
        try (var socket =
                (SSLSocket)
                        context.getSocketFactory().createSocket("127.0.0.1", http.server.port())) {
            socket.setSoTimeout(5_000);
            socket.startHandshake();
            var leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return leaf.getSubjectX500Principal().getName();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-pkcs8", "rsa-pkcs1", "ec-pkcs8", "ec-sec1"})
    @DisplayName("Keys of every usual PEM form are served")
    void forms(String kind) throws Exception {
        try (var http = new TestServer(settings(identity(kind, kind)), _ -> {})) {
            assertThat(servedName(http)).isEqualTo("CN=" + kind);
        }
    }

    @Test
    @DisplayName(
            "A changed certificate is served without a restart, a broken one leaves the old in place")
    void reload() throws Exception {
        var first = identity("ec-pkcs8", "first");
        var second = identity("rsa-pkcs8", "second");
        try (var http = new TestServer(settings(first), _ -> {})) {
            assertThat(servedName(http)).isEqualTo("CN=first");
            replace(second.key(), first.key());
            replace(second.certificate(), first.certificate());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> servedName(http).equals("CN=second"));
            Files.writeString(first.certificate(), "nonsense");
            await().pollDelay(Duration.ofSeconds(3))
                    .until(() -> servedName(http).equals("CN=second"));
        }
    }

    private static void replace(Path source, Path target) throws Exception {
        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(
                target, FileTime.fromMillis(1_000_000_000_000L + target.hashCode()));
    }

    @Test
    @DisplayName("Files that cannot be served are one clear line each")
    void refused() throws Exception {
        var one = identity("ec-pkcs8", "one");
        var two = identity("ec-pkcs8", "two");
        var absent = folder.resolve("absent.crt");
        refused(new HttpSettings.Tls(absent, one.key()), "cannot be read (tls.certificate)");
        refused(new HttpSettings.Tls(one.certificate(), absent), "cannot be read (tls.key)");
        refused(new HttpSettings.Tls(one.certificate(), two.key()), "does not belong");
        refused(
                new HttpSettings.Tls(one.certificate(), one.certificate()),
                "holds no PEM private key");
        refused(new HttpSettings.Tls(one.key(), one.key()), "certificate");
    }

    private static void refused(HttpSettings.Tls tls, String message) {
        assertThatThrownBy(() -> PemIdentity.read(tls))
                .isInstanceOf(HttpStartException.class)
                .hasMessageContaining(message);
    }
}
