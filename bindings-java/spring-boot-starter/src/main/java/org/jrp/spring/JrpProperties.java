package org.jrp.spring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What stands under {@code jrp} in the configuration. */
@ConfigurationProperties("jrp")
public class JrpProperties {
    /** Folders that jrp publish or jrp pull keeps, one for each publisher; they are followed and asked as one. */
    private List<String> folder = new ArrayList<>();
    /** A snapshot file, where there is no folder; it is opened once. */
    private String file;
    /** The public key or trust file that says whose signatures count. */
    private String trust;
    /** The person key, where natural persons are asked about. */
    private String personKeyFile;
    /** A file of the service's own in which the highest sequence of the folder is kept across restarts. */
    private String memoryFile;
    /** Nothing with a lower sequence is accepted. */
    private long minimumSequence;
    /** How long to wait between two looks at the folder. */
    private Duration refresh = Duration.ofSeconds(30);

    /** Nothing is configured yet. */
    public JrpProperties() {}

    /**
     * Folders that {@code jrp publish} or {@code jrp pull} keeps.
     *
     * @return as configured
     */
    public List<String> getFolder() {
        return folder;
    }

    /**
     * Folders that {@code jrp publish} or {@code jrp pull} keeps.
     *
     * @param folder as configured
     */
    public void setFolder(List<String> folder) {
        this.folder = folder;
    }

    /**
     * A snapshot file.
     *
     * @return as configured
     */
    public String getFile() {
        return file;
    }

    /**
     * A snapshot file.
     *
     * @param file as configured
     */
    public void setFile(String file) {
        this.file = file;
    }

    /**
     * The public key or trust file.
     *
     * @return as configured
     */
    public String getTrust() {
        return trust;
    }

    /**
     * The public key or trust file.
     *
     * @param trust as configured
     */
    public void setTrust(String trust) {
        this.trust = trust;
    }

    /**
     * The person key.
     *
     * @return as configured
     */
    public String getPersonKeyFile() {
        return personKeyFile;
    }

    /**
     * The person key.
     *
     * @param personKeyFile as configured
     */
    public void setPersonKeyFile(String personKeyFile) {
        this.personKeyFile = personKeyFile;
    }

    /**
     * Where the highest sequence is kept.
     *
     * @return as configured
     */
    public String getMemoryFile() {
        return memoryFile;
    }

    /**
     * Where the highest sequence is kept.
     *
     * @param memoryFile as configured
     */
    public void setMemoryFile(String memoryFile) {
        this.memoryFile = memoryFile;
    }

    /**
     * The lowest sequence accepted.
     *
     * @return as configured
     */
    public long getMinimumSequence() {
        return minimumSequence;
    }

    /**
     * The lowest sequence accepted.
     *
     * @param minimumSequence as configured
     */
    public void setMinimumSequence(long minimumSequence) {
        this.minimumSequence = minimumSequence;
    }

    /**
     * The wait between two looks.
     *
     * @return as configured
     */
    public Duration getRefresh() {
        return refresh;
    }

    /**
     * The wait between two looks.
     *
     * @param refresh as configured
     */
    public void setRefresh(Duration refresh) {
        this.refresh = refresh;
    }
}
