package org.jrp;

import java.util.Map;

/** A scenario that may be asked about. */
public final class ScenarioInfo extends Part {
    ScenarioInfo(Map<String, Object> members) {
        super(members);
    }

    /**
     * 事项.
     *
     * @return its code
     */
    public String code() {
        return text("code");
    }

    /**
     * 事项名称.
     *
     * @return its name
     */
    public String name() {
        return text("name");
    }

    /**
     * The same in English.
     *
     * @return the name
     */
    public String nameEn() {
        return text("nameEn");
    }
}
