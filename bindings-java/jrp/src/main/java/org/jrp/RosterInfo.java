package org.jrp;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** What the lists of one publisher say of themselves. */
public final class RosterInfo extends Part {
    RosterInfo(Map<String, Object> members) {
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
     * 行政区划.
     *
     * @return its code
     */
    public String region() {
        return text("region");
    }

    /**
     * Whom the lists are for.
     *
     * @return {@code government} or {@code public}
     */
    public String audience() {
        return text("audience");
    }

    /**
     * Which algorithms signed and digested them.
     *
     * @return {@code sm2-sm3} or {@code ed25519-blake3}
     */
    public String suite() {
        return text("suite");
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
     * When the newest layer was issued.
     *
     * @return the time
     */
    public OffsetDateTime issuedAt() {
        return OffsetDateTime.parse(text("issuedAt"));
    }

    /**
     * The date the data stand for.
     *
     * @return the date
     */
    public LocalDate dataAsOf() {
        return date("dataAsOf");
    }

    /**
     * When the next update is due.
     *
     * @return the time
     */
    public OffsetDateTime nextUpdate() {
        return OffsetDateTime.parse(text("nextUpdate"));
    }

    /**
     * From when on questions stay open.
     *
     * @return the time
     */
    public OffsetDateTime expiresAt() {
        return OffsetDateTime.parse(text("expiresAt"));
    }

    /**
     * Live records.
     *
     * @return the number
     */
    public long records() {
        return large("records");
    }

    /**
     * The lists, by code.
     *
     * @return the lists
     */
    public List<ListInfo> lists() {
        return parts("lists", ListInfo::new);
    }

    /**
     * The scenarios that may be asked about, by code.
     *
     * @return the scenarios
     */
    public List<ScenarioInfo> scenarios() {
        return parts("scenarios", ScenarioInfo::new);
    }

    /**
     * The official channels of the region: the only addresses that a host may make links of.
     *
     * @return the links
     */
    public List<LinkInfo> links() {
        return parts("links", LinkInfo::new);
    }
}
