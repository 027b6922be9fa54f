package org.jrp;

/** A subject as typed into a form. Immutable: every method gives another subject. */
public final class Subject {
    static final Subject NONE = new Subject(null, null, null, null, null);

    private final SubjectKind kind;
    private final String creditCode;
    private final String name;
    private final IdKind idKind;
    private final String id;

    private Subject(SubjectKind kind, String creditCode, String name, IdKind idKind, String id) {
        this.kind = kind;
        this.creditCode = creditCode;
        this.name = name;
        this.idKind = idKind;
        this.id = id;
    }

    /**
     * A subject of which nothing is told yet.
     *
     * @return it
     */
    public static Subject of() {
        return NONE;
    }

    /**
     * Says of which kind the subject is.
     *
     * @param kind 主体类别; null where it is not known
     * @return another subject
     */
    public Subject kind(SubjectKind kind) {
        return new Subject(kind, creditCode, name, idKind, id);
    }

    /**
     * 统一社会信用代码, as typed.
     *
     * @param code the code; null for none
     * @return another subject
     */
    public Subject creditCode(String code) {
        return new Subject(kind, code, name, idKind, id);
    }

    /**
     * The name, as typed.
     *
     * @param name the name; null for none
     * @return another subject
     */
    public Subject name(String name) {
        return new Subject(kind, creditCode, name, idKind, id);
    }

    /**
     * Another number, as typed.
     *
     * @param kind what it is a number of
     * @param number the number; null for none
     * @return another subject
     */
    public Subject id(IdKind kind, String number) {
        return new Subject(this.kind, creditCode, name, kind, number);
    }

    void write(Request request) {
        request.put(kind == null ? 0 : kind.ordinal() + 1).text(creditCode).text(name);
        request.put(idKind == null ? 0 : idKind.ordinal() + 1).text(id);
    }
}
