package io.mitalk.livekit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Thread-safe. What stands in the audit log from {@link #listen} on. */
final class AuditLog implements AutoCloseable {

    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Logger audit = (Logger) LoggerFactory.getLogger("io.mitalk.audit");

    private AuditLog() {
        appender.start();
        audit.setLevel(Level.INFO);
        audit.addAppender(appender);
    }

    static AuditLog listen() {
        return new AuditLog();
    }

    List<String> lines() {
        return List.copyOf(appender.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        audit.detachAppender(appender);
    }
}
