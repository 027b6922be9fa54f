package org.jrp;

/** What an identifier is a number of. */
public enum IdKind {
    /** 统一社会信用代码 */
    USCC("uscc"),
    /** 组织机构代码 */
    ORG_CODE("org-code"),
    /** 注册号 */
    REG_NO("reg-no"),
    /** 税务登记号 */
    TAX_NO("tax-no"),
    /** 居民身份证 */
    CITIZEN_ID("citizen-id"),
    /** 护照 */
    PASSPORT("passport"),
    /** 其他证件 */
    PERMIT("permit");

    private final String code;

    IdKind(String code) {
        this.code = code;
    }

    /**
     * The word used in every language.
     *
     * @return such as {@code uscc}
     */
    public String code() {
        return code;
    }

    /**
     * The one of a word.
     *
     * @param code such as {@code uscc}
     * @return it
     * @throws IllegalArgumentException where there is none
     */
    public static IdKind of(String code) {
        for (IdKind one : values()) {
            if (one.code.equals(code)) {
                return one;
            }
        }
        throw new IllegalArgumentException("no IdKind is called " + code);
    }
}
