package org.jrp;

import java.nio.file.Path;

/**
 * The lists of one publisher, opened and verified. It never changes: to bring newer lists into a running service, open them
 * beside the old ones and swap, or let a {@link LiveRoster} do so.
 */
public final class Roster extends Opened {
    private static final int MEMORY = 0;
    private static final int FILES = 1;
    private static final int FOLDER = 2;

    private Roster(Reply reply) {
        super(reply);
    }

    /**
     * Opens a snapshot file by reading it.
     *
     * @param file its path
     * @param trust whose signatures count
     * @return the roster
     * @throws JrpException what is wrong with the file
     */
    public static Roster open(Path file, TrustAnchors trust) {
        return open(file, trust, OpenOptions.none());
    }

    /**
     * Opens a snapshot file and the deltas on it by reading them.
     *
     * @param file its path
     * @param trust whose signatures count
     * @param options what else is at hand
     * @return the roster
     * @throws JrpException what is wrong with the files
     */
    public static Roster open(Path file, TrustAnchors trust, OpenOptions options) {
        Request request = request(trust, options).put(FILES).count(1 + options.deltas().size()).text(file.toString());
        for (Path delta : options.deltas()) {
            request.text(delta.toString());
        }
        return new Roster(new Reply(Native.open(request.done(), null)));
    }

    /**
     * Opens a snapshot in memory.
     *
     * @param trust whose signatures count
     * @param options what else is at hand; deltas stand in {@code layers}
     * @param layers the bytes of the snapshot, then those of the deltas on it, the oldest first
     * @return the roster
     * @throws JrpException what is wrong with the bytes
     */
    public static Roster open(TrustAnchors trust, OpenOptions options, byte[]... layers) {
        if (layers.length == 0 || !options.deltas().isEmpty()) {
            throw new IllegalArgumentException("give the bytes of the snapshot and of its deltas, and no paths of deltas");
        }
        for (byte[] layer : layers) {
            if (layer == null) {
                throw new IllegalArgumentException("a layer is null; leave it out");
            }
        }
        return new Roster(new Reply(Native.open(request(trust, options).put(MEMORY).done(), layers)));
    }

    /**
     * Opens a published folder, or one that {@code jrp pull} keeps: verifies its {@code latest}, then the files it names.
     *
     * @param folder its path
     * @param trust whose signatures count
     * @return the roster
     * @throws JrpException {@code nothing-published}, or what is wrong with the folder
     */
    public static Roster openFolder(Path folder, TrustAnchors trust) {
        return openFolder(folder, trust, OpenOptions.none());
    }

    /**
     * Opens a published folder, or one that {@code jrp pull} keeps.
     *
     * @param folder its path
     * @param trust whose signatures count
     * @param options what else is at hand; the folder names its own deltas
     * @return the roster
     * @throws JrpException {@code nothing-published}, or what is wrong with the folder
     */
    public static Roster openFolder(Path folder, TrustAnchors trust, OpenOptions options) {
        if (!options.deltas().isEmpty()) {
            throw new IllegalArgumentException("the folder names its own deltas; leave them out");
        }
        Request request = request(trust, options).put(FOLDER).text(folder.toString());
        request.text(options.memory() == null ? null : options.memory().toString());
        return new Roster(new Reply(Native.open(request.done(), null)));
    }

    /** The folder opened anew where it holds something newer than this; null where it does not. */
    Roster newer(Path folder, TrustAnchors trust, OpenOptions options) {
        try {
            Request request = request(trust, options).text(folder.toString()).number(number());
            byte[] reply = Native.newer(request.done());
            return new Reply(reply).number() == 0 ? null : new Roster(new Reply(reply));
        } finally {
            stays();
        }
    }

    private static Request request(TrustAnchors trust, OpenOptions options) {
        if (trust == null) {
            throw new IllegalArgumentException("trust is null; say whose signatures count");
        }
        return trust.write(new Request()).text(options.personKey());
    }
}
