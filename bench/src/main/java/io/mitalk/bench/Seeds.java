package io.mitalk.bench;

import java.io.IOException;
import java.sql.Connection;
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
            select id, sha256(convert_to(lpad(split_part(handle, '_', 2), 43, '0'), 'UTF8')), id,
                now() - interval '1 hour', now(), '', ''
            from account_account where handle like 'crowd\\_%'
            """;

    private static final String PRESENCE =
            """
            insert into room_attendance (room, identity, sid, account, guest, joined_at, last_at)
            select ?::uuid, id::text, 'PA_' || handle, id, false, now(), now()
            from account_account where handle like 'crowd\\_%' order by account_account.id limit ?
            """;

    /** Everybody's session was noted as used a while ago, as that of people who have only listened since. */
    private static final String AGED =
            """
            update auth_session set used_at = now() - interval '2 minutes'
            where created_at < now() - interval '2 minutes'
            """;

    private static final String COUNT =
            "update room_count set members = members + ? where room = ?::uuid";

    private static final String NAME = "mitalk=";

    private Seeds() {}

    /** Something that is written. */
    private interface Writing {
        void by(Connection connection) throws SQLException;
    }

    /** The identity of whoever has this cookie. */
    static String identity(String cookie) {
        return "01890000-0000-7000-8000-%012x"
                .formatted(Long.parseLong(cookie.substring(NAME.length())));
    }

    /** Makes members, and answers everybody's cookie. */
    static List<String> members(ServerProcess server, int people) throws IOException {
        write(
                server,
                connection -> {
                    try (var members = connection.prepareStatement(MEMBERS);
                            var sessions = connection.prepareStatement(SESSIONS)) {
                        members.setInt(1, people);
                        members.executeUpdate();
                        sessions.executeUpdate();
                    }
                });
        // As long as a session's token is.
        return IntStream.range(0, people).mapToObj(i -> NAME + "%043d".formatted(i)).toList();
    }

    /** Has the first so many of them be in a room. */
    static void present(ServerProcess server, String room, int people) throws IOException {
        write(
                server,
                connection -> {
                    try (var presence = connection.prepareStatement(PRESENCE);
                            var count = connection.prepareStatement(COUNT)) {
                        presence.setString(1, room);
                        presence.setInt(2, people);
                        presence.executeUpdate();
                        count.setInt(1, people);
                        count.setString(2, room);
                        count.executeUpdate();
                    }
                });
    }

    /** Lets two minutes pass since anybody did anything. */
    static void age(ServerProcess server) throws IOException {
        write(
                server,
                connection -> {
                    try (var aged = connection.prepareStatement(AGED)) {
                        aged.executeUpdate();
                    }
                });
    }

    private static void write(ServerProcess server, Writing writing) throws IOException {
        try (var connection =
                DriverManager.getConnection(
                        server.databaseUrl(), "mitalk", server.databasePassword())) {
            connection.setAutoCommit(false);
            writing.by(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new IOException("the database cannot be written: " + e.getMessage(), e);
        }
    }
}
