package org.jrp;

import java.util.Map;

/** A list, named. */
public final class ListKind extends Part {
    ListKind(Map<String, Object> members) {
        super(members);
    }

    /**
     * 名单类型.
     *
     * @return such as {@code BK-ZFCGSX}
     */
    public String code() {
        return text("code");
    }

    /**
     * 名单名称.
     *
     * @return its name
     */
    public String name() {
        return text("name");
    }

    /**
     * Whether it is black, watch or red.
     *
     * @return {@code black}, {@code watch} or {@code red}
     */
    public String polarity() {
        return text("polarity");
    }
}
