package org.jrp;

/** 主体类别. */
public enum SubjectKind {
    /** 法人及非法人组织 */
    ORG("org"),
    /** 自然人 */
    PERSON("person"),
    /** 个体工商户 */
    SOLE_TRADER("sole-trader");

    private final String code;

    SubjectKind(String code) {
        this.code = code;
    }

    /**
     * The word used in every language.
     *
     * @return such as {@code org}
     */
    public String code() {
        return code;
    }

    /**
     * The one of a word.
     *
     * @param code such as {@code org}
     * @return it
     * @throws IllegalArgumentException where there is none
     */
    public static SubjectKind of(String code) {
        for (SubjectKind one : values()) {
            if (one.code.equals(code)) {
                return one;
            }
        }
        throw new IllegalArgumentException("no SubjectKind is called " + code);
    }
}
