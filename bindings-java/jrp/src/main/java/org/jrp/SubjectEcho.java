package org.jrp;

import java.util.Map;

/** A subject as understood; identifiers of persons are masked. */
public final class SubjectEcho extends Part {
    SubjectEcho(Map<String, Object> members) {
        super(members);
    }

    /**
     * 主体类别.
     *
     * @return the kind
     */
    public SubjectKind kind() {
        return SubjectKind.of(text("kind"));
    }

    /**
     * 统一社会信用代码.
     *
     * @return null where none was typed
     */
    public String creditCode() {
        return text("creditCode");
    }

    /**
     * Kind of the other identifier.
     *
     * @return null where none was typed
     */
    public IdKind idKind() {
        return has("idKind") ? IdKind.of(text("idKind")) : null;
    }

    /**
     * The other identifier; a person's is masked.
     *
     * @return null where none was typed
     */
    public String id() {
        return text("id");
    }

    /**
     * The name as typed.
     *
     * @return null where none was typed
     */
    public String name() {
        return text("name");
    }
}
