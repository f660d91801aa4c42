package io.mitalk.kit.testing;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Immutable. How many objects of each class of ours live after a collection, as HotSpot counts them. A leak shows
 * itself in numbers of objects long before it does in bytes.
 */
public record LiveObjects(Map<String, Long> byClass) {

    /** A line of {@code jcmd PID GC.class_histogram}: number, objects, bytes, class. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(io\\.mitalk\\.\\S+)");

    private static final MBeanServer MACHINE = ManagementFactory.getPlatformMBeanServer();

    public LiveObjects {
        byClass = Map.copyOf(byClass);
    }

    /** Collects what nobody needs, and counts the rest. */
    public static LiveObjects now() {
        var counts = new TreeMap<String, Long>();
        var lines = LINE.matcher(histogram());
        while (lines.find()) {
            counts.merge(lines.group(2), Long.parseLong(lines.group(1)), Long::sum);
        }
        return new LiveObjects(counts);
    }

    private static String histogram() {
        try {
            return (String)
                    MACHINE.invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new AssertionError("this JVM does not count its objects", e);
        }
    }

    /** Classes of which at least so many more live now than in {@code before}, and how many more; empty is good. */
    public Map<String, Long> since(LiveObjects before, long more) {
        var grown = new TreeMap<String, Long>();
        byClass.forEach(
                (name, count) -> {
                    long extra = count - before.byClass.getOrDefault(name, 0L);
                    if (extra >= more) {
                        grown.put(name, extra);
                    }
                });
        return grown;
    }
}
