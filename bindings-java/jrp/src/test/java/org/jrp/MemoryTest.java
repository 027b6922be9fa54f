package org.jrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is closed gives its memory back, and so does every answer. */
@Timeout(300)
class MemoryTest {
    private static final Path STATUS = Paths.get("/proc/self/status");

    /** Bytes: what a JVM may take for itself meanwhile. Each roster that stayed open would keep some 0.2 MB. */
    private static final long OWN = 96L << 20;

    @Test
    void rostersAndAnswersLeaveNothingBehind() throws IOException {
        assumeTrue(Files.exists(STATUS));
        run(100, 20_000);
        long before = outsideOfHeap();
        run(2_000, 1_000_000);
        long grown = outsideOfHeap() - before;
        assertTrue(grown < OWN, grown + " bytes more than before");
    }

    private static void run(int rosters, int questions) {
        for (int i = 0; i < rosters; i++) {
            try (Roster roster = Data.roster()) {
                assertEquals(Outcome.PROHIBITED, roster.outcome(Data.listed()));
            }
        }
        try (Roster roster = Data.roster()) {
            for (int i = 0; i < questions; i++) {
                // The whole answer each tenth time: it has texts of its own.
                if (i % 10 == 0) {
                    assertEquals(Outcome.PROHIBITED, roster.check(Data.listed()).outcome());
                } else {
                    assertEquals(Outcome.PROHIBITED, roster.outcome(Data.listed()));
                }
            }
        }
    }

    /** What the process holds beside the heap, which grows as the JVM likes. */
    private static long outsideOfHeap() throws IOException {
        System.gc();
        return resident() - Runtime.getRuntime().totalMemory();
    }

    private static long resident() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
            }
        }
        throw new IOException("no VmRSS");
    }
}
