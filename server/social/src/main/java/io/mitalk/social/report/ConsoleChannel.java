package io.mitalk.social.report;

import io.mitalk.db.Database;
import io.mitalk.http.Visitor;
import io.mitalk.realtime.ChannelSource;
import io.mitalk.realtime.ChannelState;
import java.util.Map;
import java.util.Set;

/** Thread-safe. The channel {@code console}: open reports, for operators only. */
public final class ConsoleChannel implements ChannelSource {

    private final Database database;
    private final Reports reports;

    /** Made by the assembly. */
    public ConsoleChannel(Database database, Reports reports) {
        this.database = database;
        this.reports = reports;
    }

    @Override
    public String prefix() {
        return Reports.CHANNEL;
    }

    @Override
    public boolean maySee(Visitor who, String id) {
        return isFor(who, id);
    }

    static boolean isFor(Visitor who, String id) {
        return id.isEmpty() && who.isMember() && who.operator();
    }

    @Override
    public ChannelState state(Visitor who, String id) {
        return database.<ChannelState, RuntimeException>read(
                tx -> {
                    long version = ReportStore.version(tx);
                    return new ChannelState(version, reports.state(tx));
                });
    }

    @Override
    public Map<String, Long> versions(Set<String> ids) {
        return Map.of("", database.<Long, RuntimeException>read(ReportStore::version));
    }
}
