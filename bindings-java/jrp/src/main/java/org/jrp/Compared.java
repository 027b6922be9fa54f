package org.jrp;

import java.util.List;
import java.util.Map;

/** What the subjects were compared with. */
public final class Compared extends Part {
    Compared(Map<String, Object> members) {
        super(members);
    }

    /**
     * The lists of which every record is there, so that their silence means something.
     *
     * @return their codes
     */
    public List<String> lists() {
        return values("lists", String.class::cast);
    }

    /**
     * How many records they have.
     *
     * @return the number
     */
    public long records() {
        return large("records");
    }
}
