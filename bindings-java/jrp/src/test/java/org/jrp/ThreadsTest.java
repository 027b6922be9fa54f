package org.jrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many threads, and lists that are closed or swapped under them. */
@Timeout(300)
class ThreadsTest {
    private static final int THREADS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void closingUnderQuestionsGivesAnswersOrExceptions() throws InterruptedException, ExecutionException {
        AtomicLong answered = new AtomicLong();
        AtomicLong closed = new AtomicLong();
        for (int round = 0; round < 100; round++) {
            Roster roster = Data.roster();
            CountDownLatch asked = new CountDownLatch(THREADS);
            List<Future<?>> askers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                boolean isWhole = thread % 2 == 0;
                askers.add(threads.submit(() -> {
                    while (true) {
                        try {
                            Outcome outcome = isWhole ? roster.check(Data.listed()).outcome() : roster.outcome(Data.listed());
                            assertEquals(Outcome.PROHIBITED, outcome);
                            answered.incrementAndGet();
                            asked.countDown();
                        } catch (JrpException e) {
                            assertEquals(JrpException.CLOSED, e.code());
                            closed.incrementAndGet();
                            return;
                        }
                    }
                }));
            }
            asked.await();
            roster.close();
            for (Future<?> asker : askers) {
                asker.get();
            }
        }
        assertTrue(answered.get() >= 100 * THREADS);
        assertEquals(100 * THREADS, closed.get());
    }

    @Test
    void aFollowedFolderSwapsUnderQuestions() throws Exception {
        store("store-7");
        SynchronousQueue<String> news = new SynchronousQueue<>();
        LiveRoster live = LiveRoster.follow(folder, Data.trust(), OpenOptions.none(), Duration.ofMillis(5), roster -> {
            JrpException failure = roster.failure();
            try {
                news.put(failure == null ? "newer" : failure.code());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        AtomicBoolean isOver = new AtomicBoolean();
        List<Future<Long>> askers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Callable<Long> asker = () -> {
                long answers = 0;
                boolean isNew = false;
                while (!isOver.get()) {
                    boolean isListed = live.outcome(Data.listed()) == Outcome.PROHIBITED;
                    assertFalse(isNew && isListed, "an older answer after a newer one");
                    isNew |= !isListed;
                    assertEquals("ZFCG", live.check(Data.listed()).scenario());
                    answers++;
                }
                return answers;
            };
            askers.add(threads.submit(asker));
        }
        assertTrue(live.check(Data.listed()).toJson().contains("\"sequence\":7"));
        store("store-8");
        assertEquals("newer", news.take());
        assertTrue(live.check(Data.listed(), Occasion.of(null, null)).evidence().contains("\"sequence\":8"));
        assertNull(live.failure());
        // An older folder in its place is refused, and what is in use stays.
        Files.copy(Data.desk("store-7").resolve("latest"), folder.resolve("old"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(folder.resolve("old"), folder.resolve("latest"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertEquals("sequence-too-old", news.take());
        assertTrue(live.info().contains("\"sequence\":8"), live.info());
        isOver.set(true);
        for (Future<Long> asker : askers) {
            assertTrue(asker.get() > 0);
        }
        live.close();
        live.close();
        assertEquals(JrpException.CLOSED, assertThrows(JrpException.class, () -> live.check(Data.listed())).code());
        assertFalse(live.refresh());
    }

    @Test
    void foldersOfSeveralPublishersAreFollowedAsOne() throws IOException {
        store("store-7");
        OpenOptions none = OpenOptions.none();
        List<Path> folders = java.util.Arrays.asList(folder, Data.desk("store-7"));
        Duration hour = Duration.ofHours(1);
        assertThrows(IllegalArgumentException.class,
                () -> LiveRoster.follow(folders, Data.trust(), none.memoryFile(folder.resolve("memory")), hour, roster -> { }));
        try (LiveRoster live = LiveRoster.follow(folders, Data.trust(), none, hour, roster -> { })) {
            assertEquals(2, live.infos().size());
            assertEquals(Outcome.PROHIBITED, live.outcome(Data.listed()));
            store("store-8");
            assertTrue(live.refresh());
            assertFalse(live.refresh());
            assertEquals(8, live.infos().get(0).sequence());
            assertEquals(7, live.infos().get(1).sequence());
            // The record is gone from the first folder and stands in the other.
            assertEquals(java.util.Collections.singletonList(1), live.check(Data.listed()).findings().get(0).sources());
        }
    }

    @Test
    void forgottenRostersAreClosedWhenOthersAreOpened() throws InterruptedException {
        long first = forgotten();
        boolean isClosed = false;
        for (int round = 0; round < 1000 && !isClosed; round++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(10);
            Data.roster().close();
            byte[] request = Data.listed().write().put(0).done();
            byte[] reply = Native.check(first, request);
            isClosed = reply[0] != 0;
        }
        assertTrue(isClosed, "a forgotten roster stays open for good");
    }

    private static long forgotten() {
        return Data.roster().number();
    }

    /** As `jrp pull` does: the files first, `latest` in one step. */
    private void store(String name) throws IOException {
        try (Stream<Path> files = Files.list(Data.desk(name))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.endsWith("latest")) {
                    Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Files.copy(Data.desk(name).resolve("latest"), folder.resolve("new"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(folder.resolve("new"), folder.resolve("latest"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
