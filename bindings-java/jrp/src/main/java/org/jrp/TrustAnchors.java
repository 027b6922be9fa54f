package org.jrp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whose signatures count. Immutable. */
public final class TrustAnchors {
    private final String text;
    private final long minimumSequence;

    private TrustAnchors(String text, long minimumSequence) {
        this.text = text;
        this.minimumSequence = minimumSequence;
        new Reply(Native.trust(write(new Request()).done()));
    }

    /**
     * Trust as a text says it.
     *
     * @param text a trust file, or the PEM blocks of one or several public keys
     * @return it
     * @throws JrpException {@code trust-invalid}, {@code key-invalid}
     */
    public static TrustAnchors of(String text) {
        if (text == null) {
            throw new IllegalArgumentException("text is null; give the content of a public key or a trust file");
        }
        return new TrustAnchors(text, 0);
    }

    /**
     * Trust as a file says it.
     *
     * @param file a trust file or a public key
     * @return it
     * @throws JrpException {@code file-unreadable}, {@code trust-invalid}, {@code key-invalid}
     */
    public static TrustAnchors ofFile(Path file) {
        return of(readText(file));
    }

    /**
     * The same trust, but nothing with a lower sequence is accepted, whoever signed it: the guard against rollback.
     *
     * @param sequence the highest sequence that was opened
     * @return another trust
     */
    public TrustAnchors withMinimumSequence(long sequence) {
        if (sequence < 0) {
            throw new IllegalArgumentException("the sequence " + sequence + " is below 0");
        }
        return new TrustAnchors(text, sequence);
    }

    Request write(Request request) {
        return request.text(text).number(minimumSequence);
    }

    /** Bytes that are not UTF-8 are refused below, where replacement characters fit no key. */
    static String readText(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new JrpException(JrpException.FILE_UNREADABLE, file + ": cannot be read: " + e, e);
        }
    }
}
