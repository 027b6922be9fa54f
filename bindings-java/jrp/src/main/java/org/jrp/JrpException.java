package org.jrp;

import java.util.OptionalLong;

/**
 * What went wrong, with a code that is the same in every language, such as {@code signature-untrusted}. The message is a
 * sentence that says what to do. {@code docs/JAVA-API.md} lists the codes.
 */
public final class JrpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A fault inside JRP was caught; what is open stays usable. */
    public static final String PANIC = "panic";
    /** What was closed was asked. */
    public static final String CLOSED = "closed";
    /** A text holds half a character (a lone surrogate). */
    public static final String TEXT_INVALID = "text-invalid";
    /** The native library cannot be loaded, or is of another version than the classes. */
    public static final String NATIVE_LIBRARY = "native-library";
    /** A file cannot be read. */
    public static final String FILE_UNREADABLE = "file-unreadable";

    /** The word for programs. */
    private final String code;
    /** The part of the snapshot it speaks of, or null. */
    private final String section;
    /** The byte it speaks of, or -1. */
    private final long offset;

    JrpException(String code, String message) {
        this(code, message, null);
    }

    JrpException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.section = null;
        this.offset = -1;
    }

    JrpException(String code, String section, long offset, String message) {
        super(message);
        this.code = code;
        this.section = section;
        this.offset = offset;
    }

    /**
     * The word for programs.
     *
     * @return such as {@code sequence-too-old}
     */
    public String code() {
        return code;
    }

    /**
     * The part of the snapshot that the failure speaks of.
     *
     * @return such as {@code header}; null where it speaks of none
     */
    public String section() {
        return section;
    }

    /**
     * The byte of the file that the failure speaks of.
     *
     * @return empty where it speaks of none
     */
    public OptionalLong offset() {
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    @Override
    public String toString() {
        return getClass().getName() + ": " + code + ": " + getMessage();
    }
}
