package org.jrp;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The newest lists of a folder that {@code jrp publish} or {@code jrp pull} keeps. Every few seconds its {@code latest} is
 * read; where it names something newer, that is verified beside what is in use and takes its place between two questions. What
 * is refused (older, another publisher's, altered, half written) leaves in use what was, and {@link #failure()} says why.
 */
public final class LiveRoster implements Lists {
    private final Path folder;
    private final TrustAnchors trust;
    private final OpenOptions options;
    private final Consumer<LiveRoster> listener;
    private final ScheduledExecutorService timer;
    private volatile Roster current;
    private volatile JrpException failure;
    private volatile boolean isClosed;

    private LiveRoster(Path folder, TrustAnchors trust, OpenOptions options, Duration every, Consumer<LiveRoster> listener) {
        this.folder = folder;
        this.trust = trust;
        this.options = options;
        this.listener = listener;
        this.current = Roster.openFolder(folder, trust, options);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "jrp-live-roster");
            thread.setDaemon(true);
            return thread;
        });
        long pause = Math.max(1, every.toMillis());
        timer.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * Follows a folder, looking every 30 seconds.
     *
     * @param folder its path
     * @param trust whose signatures count
     * @return its newest lists
     * @throws JrpException where the folder cannot be opened now
     */
    public static LiveRoster follow(Path folder, TrustAnchors trust) {
        return follow(folder, trust, OpenOptions.none(), Duration.ofSeconds(30), roster -> { });
    }

    /**
     * Follows a folder.
     *
     * @param folder its path
     * @param trust whose signatures count
     * @param options what else is at hand
     * @param every how long to wait between two looks
     * @param listener called on the looking thread after newer lists came into use, and after a look failed
     * @return its newest lists
     * @throws JrpException where the folder cannot be opened now
     */
    public static LiveRoster follow(Path folder, TrustAnchors trust, OpenOptions options, Duration every,
            Consumer<LiveRoster> listener) {
        return new LiveRoster(folder, trust, options, every, listener);
    }

    /**
     * Looks now.
     *
     * @return whether newer lists came into use
     * @throws JrpException why they did not, where the folder was refused; what was in use stays
     */
    public boolean refresh() {
        synchronized (timer) {
            if (isClosed) {
                return false;
            }
            Roster before = current;
            Roster newer;
            try {
                newer = before.newer(folder, trust, options);
                // What is kept for the next start: only what has come into use.
                if (newer != null && options.memory() != null) {
                    Roster.openFolder(folder, trust, options).close();
                }
            } catch (JrpException e) {
                failure = e;
                throw e;
            }
            failure = null;
            if (newer == null) {
                return false;
            }
            current = newer;
            before.close();
            return true;
        }
    }

    private void look() {
        boolean isNews;
        try {
            isNews = refresh();
        } catch (JrpException e) {
            isNews = true;
        }
        if (isNews) {
            try {
                listener.accept(this);
            } catch (RuntimeException e) {
                // A listener that fails must not end the following.
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }
    }

    /**
     * Why the last look failed.
     *
     * @return null where it did not
     */
    public JrpException failure() {
        return failure;
    }

    @Override
    public Comparison check(Query query) {
        return ask(roster -> roster.check(query));
    }

    @Override
    public Comparison check(Query query, Occasion occasion) {
        return ask(roster -> roster.check(query, occasion));
    }

    @Override
    public Outcome outcome(Query query) {
        return ask(roster -> roster.outcome(query));
    }

    @Override
    public List<Freshness> freshness(Instant now) {
        return ask(roster -> roster.freshness(now));
    }

    @Override
    public String info() {
        return current.info();
    }

    @Override
    public void close() {
        synchronized (timer) {
            isClosed = true;
            current.close();
        }
        timer.shutdownNow();
    }

    private interface Asked<T> {
        T of(Roster roster);
    }

    /** Asks the lists in use; where they are closed between taking and asking, others are in use by then. */
    private <T> T ask(Asked<T> asked) {
        while (true) {
            Roster roster = current;
            try {
                return asked.of(roster);
            } catch (JrpException e) {
                if (!JrpException.CLOSED.equals(e.code()) || isClosed || roster == current) {
                    throw e;
                }
            }
        }
    }
}
