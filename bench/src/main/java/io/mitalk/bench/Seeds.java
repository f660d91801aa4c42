package io.mitalk.bench;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Thread-safe (no state). Members written into a server's own database: accounts, sessions, and their presence. */
final class Seeds {

    private static final String MEMBERS =
            """
            insert into account_account
                (id, handle, handle_key, display_name, language, state, created_at, activated_at)
            select ('01890000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'crowd_' || i, 'crowd_' || i,
                'Crowd ' || i, 'en', 'active', now(), now()
            from generate_series(0, ? - 1) i
            """;

    private static final String SESSIONS =
            """
            insert into auth_session (id, token, account, created_at, used_at, agent, source)
            select id, sha256(convert_to(lpad(split_part(handle, '_', 2), 43, '0'), 'UTF8')), id, now(), now(), '', ''
            from account_account where handle like 'crowd\\_%'
            """;

    private static final String PRESENCE =
            """
            insert into room_attendance (room, identity, sid, account, guest, joined_at, last_at)
            select ?::uuid, id::text, 'PA_' || handle, id, false, now(), now()
            from account_account where handle like 'crowd\\_%'
            """;

    private static final String COUNT =
            "update room_count set members = members + ? where room = ?::uuid";

    private Seeds() {}

    /** Fills a room, and answers everybody's cookie. */
    static List<String> fill(ServerProcess server, String room, int people) throws IOException {
        try (var connection =
                DriverManager.getConnection(
                        server.databaseUrl(), "mitalk", server.databasePassword())) {
            connection.setAutoCommit(false);
            try (var members = connection.prepareStatement(MEMBERS);
                    var sessions = connection.prepareStatement(SESSIONS);
                    var presence = connection.prepareStatement(PRESENCE);
                    var count = connection.prepareStatement(COUNT)) {
                members.setInt(1, people);
                members.executeUpdate();
                sessions.executeUpdate();
                presence.setString(1, room);
                presence.executeUpdate();
                count.setInt(1, people);
                count.setString(2, room);
                count.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IOException("members cannot be written", e);
        }
        // As long as a session's token is.
        return IntStream.range(0, people).mapToObj("mitalk=%043d"::formatted).toList();
    }
}
