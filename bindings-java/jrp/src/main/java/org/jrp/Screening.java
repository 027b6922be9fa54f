package org.jrp;

/** What the rows of a register come to, in their order; cells as {@code jrp screen} writes them. Immutable. */
public final class Screening {
    private final Outcome[] outcomes;
    private final String[] lists;
    private final String[] matches;
    private final String[] warnings;
    private final String[] prompts;

    Screening(Reply reply) {
        int rows = reply.count();
        outcomes = new Outcome[rows];
        lists = new String[rows];
        matches = new String[rows];
        warnings = new String[rows];
        prompts = new String[rows];
        for (int row = 0; row < rows; row++) {
            outcomes[row] = Opened.Outcomes.ALL[reply.number8()];
            // Else the cells are those of the row before; the first row always tells its own.
            boolean isTold = reply.number8() != 0;
            lists[row] = isTold ? reply.text() : lists[row - 1];
            matches[row] = isTold ? reply.text() : matches[row - 1];
            warnings[row] = isTold ? reply.text() : warnings[row - 1];
            prompts[row] = isTold ? reply.text() : prompts[row - 1];
        }
    }

    /**
     * How many rows there are.
     *
     * @return the number
     */
    public int rows() {
        return outcomes.length;
    }

    /**
     * What a row comes to.
     *
     * @param row from 0
     * @return the outcome
     */
    public Outcome outcome(int row) {
        return outcomes[row];
    }

    /**
     * The lists on which a row was found, the strictest finding first.
     *
     * @param row from 0
     * @return codes joined by {@code ;}, empty where there is none
     */
    public String lists(int row) {
        return lists[row];
    }

    /**
     * How the strictest finding of a row was reached.
     *
     * @param row from 0
     * @return such as {@code identifier}, empty where there is none
     */
    public String match(int row) {
        return matches[row];
    }

    /**
     * What is odd about the input of a row.
     *
     * @param row from 0
     * @return codes joined by {@code ;}, empty where there is none
     */
    public String warnings(int row) {
        return warnings[row];
    }

    /**
     * What to tell the person about a row, as {@code jrp screen} does. What holds for every row alike, such as the age of
     * the data, is left out; any {@link Comparison} of that time has it.
     *
     * @param row from 0
     * @return sentences in the language of the question, empty where there is none
     */
    public String prompt(int row) {
        return prompts[row];
    }
}
