package org.jrp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lists that answer questions. Any number of threads may ask at once. */
public interface Lists extends AutoCloseable {
    /**
     * Compares the subjects of a question with the lists.
     *
     * @param query the question
     * @return the answer
     * @throws JrpException {@code query-empty}, {@code query-invalid}, {@code scenario-unknown}, {@code text-invalid},
     *     {@code closed}
     */
    Comparison check(Query query);

    /**
     * The same, with evidence for the procurement archive ({@link Comparison#evidence()}).
     *
     * @param query the question
     * @param occasion for what and by whom is asked
     * @return the answer
     * @throws JrpException as {@link #check(Query)}
     */
    Comparison check(Query query, Occasion occasion);

    /**
     * What the answer comes to, without the answer: the fastest question.
     *
     * @param query the question
     * @return the outcome that {@link #check(Query)} has
     * @throws JrpException as {@link #check(Query)}
     */
    Outcome outcome(Query query);

    /**
     * Answers several questions, one by one.
     *
     * @param queries the questions
     * @return the answers, in their order
     * @throws JrpException as {@link #check(Query)}, for the first that is refused
     */
    default List<Comparison> checkAll(List<Query> queries) {
        List<Comparison> answers = new ArrayList<>(queries.size());
        for (Query query : queries) {
            answers.add(check(query));
        }
        return answers;
    }

    /**
     * Compares columns of a register, row by row: each row is a subject with a code, a name, or both. One call for thousands of
     * rows costs a fraction of thousands of calls. It works on the calling thread: give parts of the columns to several.
     *
     * @param question what is asked of every row; its subjects are not looked at
     * @param codes 统一社会信用代码 as typed, null where a row has none; null for no such column
     * @param names names as typed, null where a row has none; null for no such column
     * @return the rows' outcomes, lists, matches and warnings. A row without code and name is indeterminate
     * @throws JrpException as {@link #check(Query)}
     */
    Screening screen(Query question, List<String> codes, List<String> names);

    /**
     * What the lists say of themselves: publisher, sequence, dates, lists with their records, scenarios.
     *
     * @return JSON: an object, of a {@link RosterSet} an array of them
     */
    String info();

    /**
     * The same, typed.
     *
     * @return one, of a {@link RosterSet} one for each publisher in their order
     */
    default List<RosterInfo> infos() {
        return Json.parts(info(), RosterInfo::new);
    }

    /**
     * How old the data are, without a question.
     *
     * @param now the present time
     * @return one, of a {@link RosterSet} one for each publisher in their order
     */
    List<Freshness> freshness(Instant now);

    /** Closes the lists; asking afterwards is a {@link JrpException} with code {@code closed}. Questions under way end well. */
    @Override
    void close();
}
