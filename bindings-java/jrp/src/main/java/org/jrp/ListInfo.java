package org.jrp;

import java.util.Map;

/** A list in a roster. */
public final class ListInfo extends Part {
    ListInfo(Map<String, Object> members) {
        super(members);
    }

    /**
     * 名单类型.
     *
     * @return its code
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
     * The same in English.
     *
     * @return the name
     */
    public String nameEn() {
        return text("nameEn");
    }

    /**
     * Whether every record is there, so that its silence means something.
     *
     * @return whether it is covered
     */
    public boolean covered() {
        return flag("covered");
    }

    /**
     * Live records on it.
     *
     * @return the number
     */
    public long records() {
        return large("records");
    }

    /**
     * Rows that name a subject and could not be read otherwise.
     *
     * @return the number
     */
    public long unread() {
        return large("unread");
    }

    /**
     * Rows that could not be read and name nobody.
     *
     * @return the number
     */
    public long unnamed() {
        return large("unnamed");
    }

    /**
     * The topic of the link on which its records are verified.
     *
     * @return the topic
     */
    public String channel() {
        return text("channel");
    }
}
