package org.jrp;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;

/** What scripts/test-java makes for the tests; see {@code bindings-c/examples/make_snapshot.rs}. */
final class Data {
    static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    static final String LISTED = "91320507MA1AAAAA5A";

    private Data() {}

    static Path desk(String name) {
        return Paths.get(System.getProperty("jrp.test.data"), "desk", name);
    }

    static Path vectors(String name) {
        return Paths.get(System.getProperty("jrp.test.data"), "vectors", name);
    }

    static TrustAnchors trust() {
        return TrustAnchors.ofFile(desk("both.pub"));
    }

    static Roster roster() {
        return Roster.open(desk("desk.jrp"), trust(), OpenOptions.none().personKeyFile(desk("person.key")));
    }

    static Query listed() {
        return Query.of("ZFCG").creditCode(LISTED).now(NOW);
    }
}
