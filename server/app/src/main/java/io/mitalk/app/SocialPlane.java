package io.mitalk.app;

import io.mitalk.blob.BlobKeys;
import io.mitalk.blob.FolderShelf;
import io.mitalk.blob.Shelf;
import io.mitalk.blob.ShelfException;
import io.mitalk.http.HttpServer;
import io.mitalk.http.Routes;
import io.mitalk.http.SessionCookie;
import io.mitalk.kit.KitKeys;
import io.mitalk.kit.config.Config;
import io.mitalk.kit.secret.SecretFile;
import io.mitalk.realtime.Hub;
import io.mitalk.social.Social;
import io.mitalk.social.SocialKeys;
import io.mitalk.social.SocialParts;
import io.mitalk.social.replay.RecorderPort;
import io.mitalk.social.room.StagePort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thread-safe. The nouns of the community on the database, the hub and the shelf. */
final class SocialPlane implements AutoCloseable {

    private static final long MIB = 1 << 20;

    private static final Routes PAGES =
            table ->
                    List.of(
                                    "/",
                                    "/live",
                                    "/setup",
                                    "/sign-in",
                                    "/waiting",
                                    "/invite",
                                    "/pass",
                                    "/r/{id}",
                                    "/u/{handle}",
                                    "/invitations",
                                    "/settings",
                                    "/console",
                                    "/topics/{id}")
                            .forEach(table::page);

    private final Social social;

    private SocialPlane(Social social) {
        this.social = social;
    }

    /**
     * Starts the nouns; the store must not have begun its work yet.
     *
     * @param publicUrl where browsers find the server
     * @throws io.mitalk.kit.config.ConfigException when values do not fit together, or the data folder cannot be used
     */
    static SocialPlane start(Config config, String publicUrl, SessionCookie cookie, Needs needs) {
        var store = needs.store();
        var http = needs.http();
        var data = config.get(KitKeys.DATA);
        store.database().onCommit(needs.hub()::publish);
        var parts =
                new SocialParts(
                        store.database(),
                        store.deadlines(),
                        store.outbox(),
                        needs.hub(),
                        shelf(config, http),
                        needs.stage(),
                        needs.recorder(),
                        http.clock(),
                        http.randomness(),
                        http.threads(),
                        http.meters(),
                        name -> SecretFile.open(data, name, http.randomness()));
        return new SocialPlane(Social.start(SocialKeys.settings(config, publicUrl, cookie), parts));
    }

    /** What stands below the nouns. */
    record Needs(
            StoreStage store,
            Hub hub,
            StagePort stage,
            RecorderPort recorder,
            HttpServer.Parts http) {}

    /** What stands after {@code /setup#} in a link for the first operator, or null when there is one. */
    @Nullable String setupToken() {
        return social.setupToken();
    }

    /** Plays through what a crowd will ask for, and returns at once; when the server is ready. */
    void rehearse() {
        social.rehearse();
    }

    /** The routes of the nouns and of the web client's pages. */
    List<Routes> routes() {
        var routes = new ArrayList<>(social.routes());
        routes.add(PAGES);
        return routes;
    }

    @Override
    public void close() {
        social.close();
    }

    private static Shelf shelf(Config config, HttpServer.Parts http) {
        try {
            return FolderShelf.open(
                    config.get(KitKeys.DATA).resolve("shelf"),
                    config.get(BlobKeys.KEEP_FREE_MIB) * MIB,
                    new FolderShelf.Parts(http.clock(), http.randomness()));
        } catch (ShelfException e) {
            throw config.refused(KitKeys.DATA, "cannot hold voice and pictures: " + e.getMessage());
        }
    }
}
