package org.jrp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What else is at hand when lists are opened. Immutable. */
public final class OpenOptions {
    private static final OpenOptions NONE = new OpenOptions(null, Collections.emptyList(), null);

    private final String personKey;
    private final List<Path> deltas;
    private final Path memory;

    private OpenOptions(String personKey, List<Path> deltas, Path memory) {
        this.personKey = personKey;
        this.deltas = deltas;
        this.memory = memory;
    }

    /**
     * Nothing: questions about natural persons are answered {@link Outcome#INDETERMINATE}.
     *
     * @return it
     */
    public static OpenOptions none() {
        return NONE;
    }

    /**
     * The key under which natural persons are sealed.
     *
     * @param pem the content of a person.key file
     * @return other options
     */
    public OpenOptions personKey(String pem) {
        return new OpenOptions(pem, deltas, memory);
    }

    /**
     * The key under which natural persons are sealed.
     *
     * @param file a person.key file
     * @return other options
     * @throws JrpException {@code file-unreadable}
     */
    public OpenOptions personKeyFile(Path file) {
        return personKey(TrustAnchors.readText(file));
    }

    /**
     * The deltas on a file, the oldest first.
     *
     * @param files their paths
     * @return other options
     */
    public OpenOptions deltas(Path... files) {
        return new OpenOptions(personKey, new ArrayList<>(Arrays.asList(files)), memory);
    }

    /**
     * A file of yours in which the highest sequence of a folder is kept, also across restarts: an older folder in its place is
     * refused. It is made where it is missing. One process at a time keeps it.
     *
     * @param file its path; null to remember nothing
     * @return other options
     */
    public OpenOptions memoryFile(Path file) {
        return new OpenOptions(personKey, deltas, file);
    }

    String personKey() {
        return personKey;
    }

    List<Path> deltas() {
        return deltas;
    }

    Path memory() {
        return memory;
    }
}
