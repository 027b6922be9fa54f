package org.jrp;

/** What the asker asserts, so that conditional measures apply. */
public enum Condition {
    /** The tender or transaction document says so */
    DOCUMENT("document"),
    /** The application guide says so */
    GUIDE("guide"),
    /** The authority confirms the legal basis */
    BASIS("basis"),
    /** The subject is asked about as 评标专家, 评审专家 */
    EXPERT("expert"),
    /** The subject is asked about as 招标从业人员 */
    STAFF("staff"),
    /** The subject is asked about as 招标代理机构, 采购代理机构 */
    AGENCY("agency"),
    /** The question is about 法定代表人, 负责人 of the unit */
    LEGAL_REPRESENTATIVE("legal-representative");

    private final String code;

    Condition(String code) {
        this.code = code;
    }

    /**
     * The word used in every language.
     *
     * @return such as {@code document}
     */
    public String code() {
        return code;
    }

    /**
     * The one of a word.
     *
     * @param code such as {@code document}
     * @return it
     * @throws IllegalArgumentException where there is none
     */
    public static Condition of(String code) {
        for (Condition one : values()) {
            if (one.code.equals(code)) {
                return one;
            }
        }
        throw new IllegalArgumentException("no Condition is called " + code);
    }
}
