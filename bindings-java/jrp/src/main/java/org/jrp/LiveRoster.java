package org.jrp;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The newest lists of a folder, or of several, that {@code jrp publish} or {@code jrp pull} keeps. Every few seconds its {@code latest}
 * is read; where it names something newer, that is verified beside what is in use and takes its place between two questions. What
 * is refused (older, another publisher's, altered, half written) leaves in use what was, and {@link #failure()} says why.
 */
public final class LiveRoster implements Lists {
    private final List<Path> folders;
    private final TrustAnchors trust;
    private final OpenOptions options;
    private final Consumer<LiveRoster> listener;
    private final ScheduledExecutorService timer;
    private volatile InUse current;
    private volatile JrpException failure;
    private volatile boolean isClosed;

    /** The rosters of the folders, and what asks them as one. */
    private static final class InUse {
        final List<Roster> rosters;
        final Opened asked;

        InUse(List<Roster> rosters) {
            this.rosters = rosters;
            this.asked = rosters.size() == 1 ? rosters.get(0) : RosterSet.of(rosters);
        }

        /** Closes what is not in use any more. */
        void closeBut(List<Roster> kept) {
            if (!kept.contains(asked)) {
                asked.close();
            }
            for (Roster roster : rosters) {
                if (!kept.contains(roster)) {
                    roster.close();
                }
            }
        }
    }

    private LiveRoster(List<Path> folders, TrustAnchors trust, OpenOptions options, Duration every, Consumer<LiveRoster> listener) {
        if (folders.isEmpty() || folders.size() > 1 && options.memory() != null) {
            throw new IllegalArgumentException("name a folder; a memory file belongs to one folder, so leave it out where there are several");
        }
        this.folders = new ArrayList<>(folders);
        this.trust = trust;
        this.options = options;
        this.listener = listener;
        List<Roster> rosters = new ArrayList<>();
        for (Path folder : folders) {
            rosters.add(Roster.openFolder(folder, trust, options));
        }
        this.current = new InUse(rosters);
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
        return follow(Collections.singletonList(folder), trust, options, every, listener);
    }

    /**
     * Follows the folders of several publishers, whose lists are asked as one ({@link RosterSet}).
     *
     * @param folders their paths, one at least
     * @param trust whose signatures count, of any of them
     * @param options what else is at hand; no memory file where there are several folders
     * @param every how long to wait between two looks
     * @param listener called on the looking thread after newer lists came into use, and after a look failed
     * @return their newest lists
     * @throws JrpException where one of the folders cannot be opened now
     */
    public static LiveRoster follow(List<Path> folders, TrustAnchors trust, OpenOptions options, Duration every,
            Consumer<LiveRoster> listener) {
        return new LiveRoster(folders, trust, options, every, listener);
    }

    /**
     * Looks now.
     *
     * @return whether newer lists came into use
     * @throws JrpException why those of a folder did not, where it was refused; what was in use of it stays
     */
    public boolean refresh() {
        synchronized (timer) {
            if (isClosed) {
                return false;
            }
            InUse before = current;
            List<Roster> rosters = new ArrayList<>(before.rosters);
            JrpException refused = null;
            for (int at = 0; at < folders.size(); at++) {
                try {
                    Roster newer = rosters.get(at).newer(folders.get(at), trust, options);
                    if (newer != null) {
                        rosters.set(at, newer);
                        // What is kept for the next start: only what comes into use.
                        if (options.memory() != null) {
                            Roster.openFolder(folders.get(at), trust, options).close();
                        }
                    }
                } catch (JrpException e) {
                    refused = e;
                }
            }
            boolean isNews = !rosters.equals(before.rosters);
            if (isNews) {
                current = new InUse(rosters);
                before.closeBut(rosters);
            }
            failure = refused;
            if (refused != null) {
                throw refused;
            }
            return isNews;
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
    public Screening screen(Query question, List<String> codes, List<String> names) {
        return ask(roster -> roster.screen(question, codes, names));
    }

    @Override
    public List<Freshness> freshness(Instant now) {
        return ask(roster -> roster.freshness(now));
    }

    @Override
    public String info() {
        return current.asked.info();
    }

    @Override
    public void close() {
        synchronized (timer) {
            isClosed = true;
            current.closeBut(Collections.emptyList());
        }
        timer.shutdownNow();
    }

    private interface Asked<T> {
        T of(Opened lists);
    }

    /** Asks the lists in use; where they are closed between taking and asking, others are in use by then. */
    private <T> T ask(Asked<T> asked) {
        while (true) {
            InUse inUse = current;
            try {
                return asked.of(inUse.asked);
            } catch (JrpException e) {
                if (!JrpException.CLOSED.equals(e.code()) || isClosed || inUse == current) {
                    throw e;
                }
            }
        }
    }
}
