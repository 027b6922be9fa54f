package org.jrp.hive;

import org.apache.hadoop.hive.ql.exec.UDF;
import org.jrp.Query;

/** {@code jrp_check_json(code, name, scenario[, now])}: the answer as JSON; null for a row that names nobody. */
@SuppressWarnings("deprecation") // As for OutcomeFunction.
public final class CheckJsonFunction extends UDF {
    /**
     * Asks at the time when this process began.
     *
     * @param code the credit code, or null
     * @param name the name, or null
     * @param scenario where the question is asked
     * @return the answer of {@code jrp check --json}
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
     * @return the answer of {@code jrp check --json}
     */
    public String evaluate(String code, String name, String scenario, String now) {
        Query question = Shared.question(code, name, scenario, now);
        return question == null ? null : Shared.lists().check(question).toJson();
    }
}
