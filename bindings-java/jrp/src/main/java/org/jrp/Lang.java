package org.jrp;

/** Language of the prompts. */
public enum Lang {
    /** Chinese */
    ZH_CN("zh-CN"),
    /** English */
    EN("en");

    private final String code;

    Lang(String code) {
        this.code = code;
    }

    /**
     * The word used in every language.
     *
     * @return such as {@code zh-CN}
     */
    public String code() {
        return code;
    }

    /**
     * The one of a word.
     *
     * @param code such as {@code zh-CN}
     * @return it
     * @throws IllegalArgumentException where there is none
     */
    public static Lang of(String code) {
        for (Lang one : values()) {
            if (one.code.equals(code)) {
                return one;
            }
        }
        throw new IllegalArgumentException("no Lang is called " + code);
    }
}
