package org.jrp;

/** What a comparison comes to. What stands first is not always stricter: compare with the names. */
public enum Outcome {
    /** A confirmed finding carries a prohibition */
    PROHIBITED("prohibited"),
    /** A confirmed finding carries a restriction */
    RESTRICTED("restricted"),
    /** A person must look into it */
    REVIEW("review"),
    /** Listed; for information */
    NOTICE("notice"),
    /** A benefit applies */
    PREFERRED("preferred"),
    /** No effective record in the lists compared */
    CLEAR("clear"),
    /** No answer can be given; the prompts say why */
    INDETERMINATE("indeterminate");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    /**
     * The word used in every language.
     *
     * @return such as {@code prohibited}
     */
    public String code() {
        return code;
    }

    /**
     * The one of a word.
     *
     * @param code such as {@code prohibited}
     * @return it
     * @throws IllegalArgumentException where there is none
     */
    public static Outcome of(String code) {
        for (Outcome one : values()) {
            if (one.code.equals(code)) {
                return one;
            }
        }
        throw new IllegalArgumentException("no Outcome is called " + code);
    }
}
