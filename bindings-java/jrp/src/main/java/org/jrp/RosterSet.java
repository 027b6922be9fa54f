package org.jrp;

import java.util.List;

/**
 * The rosters of several publishers (nation, province, city, sector), asked as one. Coverage adds up, and the answer is never
 * milder than the strictest finding of any. Closing the set leaves the rosters open, and the other way round.
 */
public final class RosterSet extends Opened {
    private RosterSet(Reply reply) {
        super(reply);
    }

    /**
     * Rosters that are asked together, in this order.
     *
     * @param rosters one at least
     * @return the set
     * @throws JrpException {@code closed} where one was closed before
     */
    public static RosterSet of(List<Roster> rosters) {
        if (rosters.isEmpty()) {
            throw new IllegalArgumentException("there is no roster; give one");
        }
        Request request = new Request().count(rosters.size());
        for (Roster roster : rosters) {
            request.number(roster.number());
        }
        try {
            return new RosterSet(new Reply(Native.set(request.done())));
        } finally {
            for (Roster roster : rosters) {
                roster.stays();
            }
        }
    }
}
