package org.jrp;

import java.security.SecureRandom;

/** For what and by whom is asked: what evidence repeats of yours. Immutable. */
public final class Occasion {
    private static final int SALT = 16;

    private final String project;
    private final String operator;
    private final String reason;
    private final byte[] salt;

    private Occasion(String project, String operator, String reason, byte[] salt) {
        this.project = project;
        this.operator = operator;
        this.reason = reason;
        this.salt = salt;
    }

    /**
     * An occasion. Random bytes that hide the numbers of natural persons are drawn anew for each evidence.
     *
     * @param project for which project is asked; null where it is not told
     * @param operator who asks; null where it is not told
     * @return it
     */
    public static Occasion of(String project, String operator) {
        return new Occasion(project, operator, null, null);
    }

    /**
     * The same with a reason (继续办理的理由).
     *
     * @param reason why whoever is in charge goes on with a listed subject
     * @return another occasion
     */
    public Occasion reason(String reason) {
        return new Occasion(project, operator, reason, salt);
    }

    /**
     * The same with random bytes of yours.
     *
     * @param salt 16 to 64 random bytes, for one evidence
     * @return another occasion
     */
    public Occasion salt(byte[] salt) {
        return new Occasion(project, operator, reason, salt.clone());
    }

    void write(Request request) {
        byte[] drawn = salt;
        if (drawn == null) {
            drawn = new byte[SALT];
            Draw.RANDOM.nextBytes(drawn);
        }
        request.put(1).text(project).text(operator).text(reason).bytes(drawn);
    }

    /** Made when first needed: some machines wait for it. */
    private static final class Draw {
        static final SecureRandom RANDOM = new SecureRandom();
    }
}
