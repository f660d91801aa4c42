package io.mitalk.http;

import io.mitalk.kit.id.Randomness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owned by its timer after the start. Serves the certificate of the PEM files, and their new one when they change. */
final class TlsReloader {

    static final long CHECK_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(TlsReloader.class);

    private final HttpSettings.Tls tls;
    private final String password;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private String seen;

    /**
     * Reads the files for the first time.
     *
     * @throws HttpStartException when they cannot be served
     */
    TlsReloader(HttpSettings.Tls tls, Randomness randomness) throws HttpStartException {
        this.tls = tls;
        byte[] random = new byte[16];
        randomness.nextBytes(random);
        this.password = HexFormat.of().formatHex(random);
        this.seen = stamp();
        load(factory);
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setSniRequired(false);
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /** Looks at the files; a new pair that cannot be served is logged once and the old one stays. */
    void check() {
        String now = stamp();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            var identity = PemIdentity.read(tls);
            factory.reload(fresh -> set(fresh, identity));
            LOG.info("the certificate changed; new connections get the new one");
        } catch (Exception e) { // reload declares Exception
            LOG.warn("the changed certificate is not used: {}", e.getMessage());
        }
    }

    private void load(SslContextFactory target) throws HttpStartException {
        set(target, PemIdentity.read(tls));
    }

    private void set(SslContextFactory target, PemIdentity identity) {
        try {
            target.setKeyStore(identity.keyStore(password.toCharArray()));
            target.setKeyStorePassword(password);
            target.setKeyManagerPassword(password);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory failed", e);
        }
    }

    private String stamp() {
        return stamp(tls.certificate()) + "," + stamp(tls.key());
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + "/" + Files.size(file);
        } catch (IOException e) {
            return "absent";
        }
    }
}
