package org.jrp;

import java.util.Map;

/** What is odd about the input. */
public final class Warning extends Part {
    Warning(Map<String, Object> members) {
        super(members);
    }

    /**
     * Position in {@link Comparison#subjects()}.
     *
     * @return null where it concerns the whole question
     */
    public Integer subject() {
        return number("subject");
    }

    /**
     * What it is.
     *
     * @return {@code credit-code-check}, {@code name-differs} …
     */
    public String code() {
        return text("code");
    }
}
