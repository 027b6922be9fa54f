package org.jrp;

import java.util.Map;

/** Which snapshot answered. */
public final class Snapshot extends Part {
    Snapshot(Map<String, Object> members) {
        super(members);
    }

    /**
     * 发布机构.
     *
     * @return its name
     */
    public String publisher() {
        return text("publisher");
    }

    /**
     * Sequence of the newest layer.
     *
     * @return the number
     */
    public long sequence() {
        return large("sequence");
    }

    /**
     * Deltas on the base.
     *
     * @return the number
     */
    public int deltas() {
        return number("deltas");
    }

    /**
     * Header digest of the newest layer.
     *
     * @return hexadecimal
     */
    public String digest() {
        return text("digest");
    }

    /**
     * Version of the policy pack.
     *
     * @return the version
     */
    public String policy() {
        return text("policy");
    }

    /**
     * How old its data are.
     *
     * @return null where it alone answered: see {@link Comparison#freshness()}
     */
    public Freshness freshness() {
        return part("freshness", Freshness::new);
    }
}
