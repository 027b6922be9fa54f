package org.jrp;

import java.util.Map;

/** What to tell the person. */
public final class Prompt extends Part {
    Prompt(Map<String, Object> members) {
        super(members);
    }

    /**
     * How loudly.
     *
     * @return {@code stop}, {@code warn}, {@code info} or {@code good}
     */
    public String level() {
        return text("level");
    }

    /**
     * What it is about.
     *
     * @return such as {@code hit-prohibit}
     */
    public String code() {
        return text("code");
    }

    /**
     * The words.
     *
     * @return a sentence
     */
    public String text() {
        return text("text");
    }
}
