package org.jrp.hive;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jrp.Lists;
import org.jrp.OpenOptions;
import org.jrp.Query;
import org.jrp.Roster;
import org.jrp.TrustAnchors;

/** The lists of this virtual machine, opened when they are first asked. */
final class Shared {
    /** When this virtual machine began to answer: all rows of a stage get one time. */
    private static final Instant STARTED = Instant.now();

    private Shared() {
    }

    private static volatile Lists opened;

    static Lists lists() {
        Lists lists = opened;
        return lists != null ? lists : openOnce();
    }

    private static synchronized Lists openOnce() {
        if (opened == null) {
            opened = open();
        }
        return opened;
    }

    /** A question, or null where a row names nobody. */
    static Query question(String code, String name, String scenario, String now) {
        if (isBlank(code) && isBlank(name)) {
            return null;
        }
        if (isBlank(scenario)) {
            throw new IllegalArgumentException("the scenario is null; give one, such as 'ZFCG'");
        }
        return Query.of(scenario).creditCode(code).name(name).now(instant(now));
    }

    private static Instant instant(String now) {
        if (now == null) {
            return STARTED;
        }
        try {
            return java.time.OffsetDateTime.parse(now).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("now: give a time such as '2026-11-22T09:00:00+08:00'", e);
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.trim().isEmpty();
    }

    private static Lists open() {
        TrustAnchors trust = TrustAnchors.ofFile(Paths.get(needed("jrp.trust")));
        OpenOptions options = OpenOptions.none();
        String key = setting("jrp.person.key.file");
        if (key != null) {
            options = options.personKeyFile(Paths.get(key));
        }
        Path lists = Paths.get(needed("jrp.lists"));
        return Files.isDirectory(lists) ? Roster.openFolder(lists, trust, options) : Roster.open(lists, trust, options);
    }

    private static String needed(String property) {
        String value = setting(property);
        if (value == null) {
            throw new IllegalStateException("-D" + property + " is missing (or " + variable(property)
                    + " in the environment of the executors); name the file");
        }
        return value;
    }

    private static String setting(String property) {
        String value = System.getProperty(property);
        return value != null ? value : System.getenv(variable(property));
    }

    private static String variable(String property) {
        return property.replace('.', '_').toUpperCase(java.util.Locale.ROOT);
    }
}
