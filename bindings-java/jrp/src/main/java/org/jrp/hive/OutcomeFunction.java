package org.jrp.hive;

import org.apache.hadoop.hive.ql.exec.UDF;
import org.jrp.Outcome;
import org.jrp.Query;

/**
 * {@code jrp_outcome(code, name, scenario[, now])}: the outcome of a question, as a word. A row that names nobody is
 * {@code indeterminate}.
 */
@SuppressWarnings("deprecation") // GenericUDF would need the whole of Hive to compile; Spark and Hive call both.
public final class OutcomeFunction extends UDF {
    /**
     * Asks at the time when this process began.
     *
     * @param code the credit code, or null
     * @param name the name, or null
     * @param scenario where the question is asked
     * @return the word
     */
    public String evaluate(String code, String name, String scenario) {
        return evaluate(code, name, scenario, null);
    }

    /**
     * Asks at a time.
     *
     * @param code the credit code, or null
     * @param name the name, or null
     * @param scenario where the question is asked
     * @param now a time in RFC 3339, or null
     * @return the word
     */
    public String evaluate(String code, String name, String scenario, String now) {
        Query question = Shared.question(code, name, scenario, now);
        return (question == null ? Outcome.INDETERMINATE : Shared.lists().outcome(question)).code();
    }
}
