package org.jrp.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.stream.Stream;
import org.jrp.JrpException;
import org.jrp.Lists;
import org.jrp.LiveRoster;
import org.jrp.Outcome;
import org.jrp.Query;
import org.jrp.Roster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class JrpAutoConfigurationTest {
    private static final Path DESK = Paths.get(System.getProperty("jrp.test.data"), "desk");
    private static final Query LISTED = Query.of("ZFCG").creditCode("91320507MA1AAAAA5A").now(Instant.parse("2026-11-22T01:00:00Z"));

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(JrpAutoConfiguration.class))
            .withPropertyValues("jrp.trust=" + DESK.resolve("both.pub"));

    @TempDir
    Path folder;

    private void store(String name) throws IOException {
        try (Stream<Path> files = Files.list(DESK.resolve(name))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void aFolderIsFollowedWatchedAndMeasured() throws IOException {
        store("store-7");
        runner.withPropertyValues("jrp.folder=" + folder, "jrp.refresh=1h", "jrp.memory-file=" + folder.resolve("memory"),
                "jrp.person-key-file=" + DESK.resolve("person.key")).run(context -> {
                    LiveRoster live = (LiveRoster) context.getBean(Lists.class);
                    assertEquals(Outcome.PROHIBITED, live.outcome(LISTED));
                    SimpleMeterRegistry registry = new SimpleMeterRegistry();
                    context.getBean("jrpMetrics", MeterBinder.class).bindTo(registry);
                    assertEquals(7, registry.get("jrp.lists.sequence").gauge().value());
                    assertEquals(0, registry.get("jrp.lists.refused").gauge().value());
                    assertTrue(registry.get("jrp.lists.records").gauge().value() > 0);
                    store("store-8");
                    assertTrue(live.refresh());
                    assertFalse(live.refresh());
                    assertEquals(8, registry.get("jrp.lists.sequence").gauge().value());
                    store("store-7");
                    HealthIndicator health = context.getBean("jrpHealthIndicator", HealthIndicator.class);
                    try {
                        live.refresh();
                        throw new AssertionError("an older folder was taken");
                    } catch (JrpException e) {
                        assertEquals("sequence-too-old", e.code());
                    }
                    assertEquals(1, registry.get("jrp.lists.refused").gauge().value());
                    Health told = health.getHealth(true);
                    assertTrue(told.getDetails().get("refused").toString().startsWith("sequence-too-old"), told.toString());
                });
    }

    @Test
    void severalFoldersAreAskedAsOne() {
        Path store = DESK.resolve("store-7");
        runner.withPropertyValues("jrp.folder=" + store + "," + store).run(context -> {
            Lists lists = context.getBean(Lists.class);
            assertEquals(2, lists.infos().size());
            assertEquals(2, lists.check(LISTED).snapshots().size());
        });
    }

    @Test
    void expiredDataAreOutOfService() {
        runner.withPropertyValues("jrp.file=" + DESK.resolve("desk.jrp")).run(context -> {
            Roster roster = (Roster) context.getBean(Lists.class);
            String state = roster.freshness(Instant.now()).get(0).state();
            Status status = context.getBean("jrpHealthIndicator", HealthIndicator.class).getHealth(true).getStatus();
            boolean isOut = state.equals("expired") || state.equals("future");
            assertEquals(isOut ? Status.OUT_OF_SERVICE : Status.UP, status, state);
            // As years pass, the lists of the tests expire for good.
            assertEquals("expired", roster.freshness(Instant.parse("2099-01-01T00:00:00Z")).get(0).state());
        });
    }

    @Test
    void whatIsMissingIsNamed() {
        runner.run(context -> failed(context.getStartupFailure(), "jrp.folder"));
        runner.withPropertyValues("jrp.file=a", "jrp.folder=b").run(context -> failed(context.getStartupFailure(), "either"));
        new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(JrpAutoConfiguration.class))
                .withPropertyValues("jrp.file=a").run(context -> failed(context.getStartupFailure(), "jrp.trust"));
        runner.withPropertyValues("jrp.file=" + folder.resolve("none")).run(context -> failed(context.getStartupFailure(), "none"));
    }

    private static void failed(Throwable failure, String word) {
        assertNotNull(failure);
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertTrue(cause.getMessage().contains(word), cause.toString());
    }

    @Test
    void actuatorAndMicrometerNeedNotBeThere() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.boot.actuate"))
                .withPropertyValues("jrp.file=" + DESK.resolve("desk.jrp")).run(context -> {
                    assertEquals(Outcome.PROHIBITED, context.getBean(Lists.class).outcome(LISTED));
                    assertFalse(context.containsBean("jrpHealthIndicator"));
                    assertFalse(context.containsBean("jrpMetrics"));
                });
    }

    @Test
    void listsOfTheApplicationsOwnAreKept() {
        Lists own = Roster.open(DESK.resolve("desk.jrp"), org.jrp.TrustAnchors.ofFile(DESK.resolve("both.pub")));
        runner.withBean("mine", Lists.class, () -> own).run(context -> assertEquals(own, context.getBean(Lists.class)));
    }
}
