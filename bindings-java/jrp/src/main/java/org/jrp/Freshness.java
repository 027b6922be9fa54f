package org.jrp;

import java.time.LocalDate;
import java.util.Map;

/** How old the data are. */
public final class Freshness extends Part {
    Freshness(Map<String, Object> members) {
        super(members);
    }

    /**
     * The state.
     *
     * @return {@code fresh}, {@code stale}, {@code expired} or {@code future}
     */
    public String state() {
        return text("state");
    }

    /**
     * The date the data stand for.
     *
     * @return the date
     */
    public LocalDate dataAsOf() {
        return date("dataAsOf");
    }

    /**
     * Calendar days from there to now, in Beijing.
     *
     * @return the days
     */
    public int ageDays() {
        return number("ageDays");
    }
}
