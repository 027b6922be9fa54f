package org.jrp;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;

/** What scripts/test-java makes for the tests; see {@code bindings-c/examples/make_snapshot.rs}. */
public final class Data {
    public static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    public static final String LISTED = "91320507MA1AAAAA5A";

    private Data() {}

    public static Path desk(String name) {
        return Paths.get(System.getProperty("jrp.test.data"), "desk", name);
    }

    public static Path vectors(String name) {
        return Paths.get(System.getProperty("jrp.test.data"), "vectors", name);
    }

    public static TrustAnchors trust() {
        return TrustAnchors.ofFile(desk("both.pub"));
    }

    public static Roster roster() {
        return Roster.open(desk("desk.jrp"), trust(), OpenOptions.none().personKeyFile(desk("person.key")));
    }

    public static Query listed() {
        return Query.of("ZFCG").creditCode(LISTED).now(NOW);
    }
}
