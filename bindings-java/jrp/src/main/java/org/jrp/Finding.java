package org.jrp;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A record reached by a subject. One that was reached by a name alone shows no detail. */
public final class Finding extends Part {
    Finding(Map<String, Object> members) {
        super(members);
    }

    /**
     * Position in {@link Comparison#subjects()}.
     *
     * @return the position
     */
    public int subject() {
        return number("subject");
    }

    /**
     * How the record was reached.
     *
     * @return {@code identifier}, {@code masked}, {@code name} …
     */
    public String match() {
        return text("match");
    }

    /**
     * Whether the record is the subject's beyond doubt.
     *
     * @return whether it is
     */
    public boolean confirmed() {
        return flag("confirmed");
    }

    /**
     * Number of agreeing visible digits, for a masked match.
     *
     * @return null for others
     */
    public Integer agreeing() {
        return number("agreeing");
    }

    /**
     * 记录编号, or the record's identity.
     *
     * @return null where no detail is shown
     */
    public String recordId() {
        return text("recordId");
    }

    /**
     * 名单.
     *
     * @return the list
     */
    public ListKind list() {
        return part("list", ListKind::new);
    }

    /**
     * The name as listed.
     *
     * @return null where none is shown
     */
    public String listedName() {
        return text("listedName");
    }

    /**
     * 认定单位.
     *
     * @return null where none is shown
     */
    public String authority() {
        return text("authority");
    }

    /**
     * 文书号.
     *
     * @return null where none is shown
     */
    public String documentNo() {
        return text("documentNo");
    }

    /**
     * 列入事由.
     *
     * @return null where none is shown
     */
    public String cause() {
        return text("cause");
    }

    /**
     * 失信等级.
     *
     * @return null where none is told
     */
    public String severity() {
        return text("severity");
    }

    /**
     * 列入日期.
     *
     * @return null where none is shown
     */
    public LocalDate listedOn() {
        return date("listedOn");
    }

    /**
     * 公示截止日期.
     *
     * @return null where there is no fixed term, or where no detail is shown
     */
    public LocalDate publishUntil() {
        return date("publishUntil");
    }

    /**
     * 状态.
     *
     * @return {@code active}, {@code objection} or {@code suspended}; null where none is shown
     */
    public String status() {
        return text("status");
    }

    /**
     * What the listing means here.
     *
     * @return such as {@code prohibit}; null where it changes nothing
     */
    public String effect() {
        return text("effect");
    }

    /**
     * How firmly the measure binds.
     *
     * @return such as {@code must}; null where there is no measure
     */
    public String strength() {
        return text("strength");
    }

    /**
     * 措施.
     *
     * @return null where there is none
     */
    public String measure() {
        return text("measure");
    }

    /**
     * 依据.
     *
     * @return null where there is none
     */
    public String basis() {
        return text("basis");
    }

    /**
     * Positions in {@link Comparison#snapshots()} of those the record stands in.
     *
     * @return empty where one snapshot answered
     */
    public List<Integer> sources() {
        return values("sources", value -> Math.toIntExact((Long) value));
    }
}
