package org.jrp;

import java.time.LocalDate;
import java.util.List;

/** The answer to one question. Immutable; it outlives the lists that gave it. */
public final class Comparison {
    private final Outcome outcome;
    private final String json;
    private final String evidence;
    private volatile View view;

    Comparison(Reply reply) {
        outcome = Opened.Outcomes.ALL[reply.number8()];
        json = reply.text();
        evidence = reply.text();
    }

    /**
     * What it comes to.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * The whole answer as JSON on one line, the same bytes in every language.
     *
     * @return the JSON
     */
    public String toJson() {
        return json;
    }

    /**
     * Evidence for the procurement archive, as JSON on one line: what was asked, answered and when, by which files, with the SM3
     * digest of all that. {@code jrp replay} asks again from it, {@code jrp slip} prints it.
     *
     * @return null where the question was asked without an {@link Occasion}
     */
    public String evidence() {
        return evidence;
    }

    /**
     * 事项.
     *
     * @return the scenario's code
     */
    public String scenario() {
        return view().text("scenario");
    }

    /**
     * The date asked.
     *
     * @return the date
     */
    public LocalDate on() {
        return view().date("on");
    }

    /**
     * The subjects as understood, the first one and the consortium's members.
     *
     * @return the subjects
     */
    public List<SubjectEcho> subjects() {
        return view().parts("subjects", SubjectEcho::new);
    }

    /**
     * Records reached, the strictest first.
     *
     * @return the findings
     */
    public List<Finding> findings() {
        return view().parts("findings", Finding::new);
    }

    /**
     * What is odd about the input.
     *
     * @return the warnings
     */
    public List<Warning> warnings() {
        return view().parts("warnings", Warning::new);
    }

    /**
     * What to tell the person, the loudest first.
     *
     * @return the prompts
     */
    public List<Prompt> prompts() {
        return view().parts("prompts", Prompt::new);
    }

    /**
     * How old the data are.
     *
     * @return the freshness
     */
    public Freshness freshness() {
        return view().part("freshness", Freshness::new);
    }

    /**
     * What the subjects were compared with.
     *
     * @return lists and records
     */
    public Compared compared() {
        return view().part("compared", Compared::new);
    }

    /**
     * Which snapshot answered.
     *
     * @return null where several did
     */
    public Snapshot snapshot() {
        return view().part("snapshot", Snapshot::new);
    }

    /**
     * Which snapshots answered.
     *
     * @return empty where one did
     */
    public List<Snapshot> snapshots() {
        return view().parts("snapshots", Snapshot::new);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Comparison && json.equals(((Comparison) other).json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }

    /** The JSON, read when first needed. */
    private View view() {
        View read = view;
        if (read == null) {
            read = new View(json);
            view = read;
        }
        return read;
    }

    private static final class View extends Part {
        View(String json) {
            super(Json.object(json));
        }
    }
}
