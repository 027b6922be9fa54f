package org.jrp;

import java.util.Map;

/** An official channel. */
public final class LinkInfo extends Part {
    LinkInfo(Map<String, Object> members) {
        super(members);
    }

    /**
     * What it is for.
     *
     * @return such as {@code official-query}
     */
    public String topic() {
        return text("topic");
    }

    /**
     * Its name in Chinese.
     *
     * @return the name
     */
    public String name() {
        return text("name");
    }

    /**
     * Its name in English.
     *
     * @return the name
     */
    public String nameEn() {
        return text("nameEn");
    }

    /**
     * Its address.
     *
     * @return an address of the web
     */
    public String url() {
        return text("url");
    }
}
