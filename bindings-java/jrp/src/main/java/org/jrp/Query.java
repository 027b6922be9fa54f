package org.jrp;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A question: a subject, a scenario, a date. Immutable: every method gives another question.
 *
 * <pre>{@code
 * Query.of("ZFCG").creditCode("91320507MA1QF7RX58").name("苏州示例科技有限公司")
 * }</pre>
 */
public final class Query {
    private final String scenario;
    private final Subject subject;
    private final List<Subject> members;
    private final Set<Condition> conditions;
    private final LocalDate on;
    private final Instant now;
    private final Lang lang;

    private Query(String scenario, Subject subject, List<Subject> members, Set<Condition> conditions, LocalDate on, Instant now,
            Lang lang) {
        this.scenario = scenario;
        this.subject = subject;
        this.members = members;
        this.conditions = conditions;
        this.on = on;
        this.now = now;
        this.lang = lang;
    }

    /**
     * A question in a scenario, about today in Beijing, prompts in Chinese; its subject is still to be named.
     *
     * @param scenario where the question is asked, such as {@code ZFCG} 政府采购
     * @return it
     */
    public static Query of(String scenario) {
        if (scenario == null) {
            throw new IllegalArgumentException("scenario is null; name where the question is asked, such as ZFCG");
        }
        return new Query(scenario, Subject.NONE, Collections.emptyList(), Collections.emptySet(), null, null, Lang.ZH_CN);
    }

    /**
     * Names the subject as a whole.
     *
     * @param subject the subject
     * @return another question
     */
    public Query subject(Subject subject) {
        return new Query(scenario, subject == null ? Subject.NONE : subject, members, conditions, on, now, lang);
    }

    /**
     * Says of which kind the subject is.
     *
     * @param kind 主体类别; null where it is not known
     * @return another question
     */
    public Query kind(SubjectKind kind) {
        return subject(subject.kind(kind));
    }

    /**
     * The subject's 统一社会信用代码, as typed.
     *
     * @param code the code; null for none
     * @return another question
     */
    public Query creditCode(String code) {
        return subject(subject.creditCode(code));
    }

    /**
     * The subject's name, as typed.
     *
     * @param name the name; null for none
     * @return another question
     */
    public Query name(String name) {
        return subject(subject.name(name));
    }

    /**
     * Another number of the subject, as typed.
     *
     * @param kind what it is a number of
     * @param number the number; null for none
     * @return another question
     */
    public Query id(IdKind kind, String number) {
        return subject(subject.id(kind, number));
    }

    /**
     * Adds a member of a consortium; one listed member counts for all.
     *
     * @param member the member
     * @return another question
     */
    public Query member(Subject member) {
        if (member == null) {
            throw new IllegalArgumentException("a member is null; leave it out");
        }
        List<Subject> more = new ArrayList<>(members);
        more.add(member);
        return new Query(scenario, subject, more, conditions, on, now, lang);
    }

    /**
     * Asserts conditions, so that the measures that depend on them apply.
     *
     * @param conditions all of them
     * @return another question
     */
    public Query conditions(Collection<Condition> conditions) {
        Set<Condition> asserted = EnumSet.noneOf(Condition.class);
        asserted.addAll(conditions);
        return new Query(scenario, subject, members, asserted, on, now, lang);
    }

    /**
     * The date on which records must be effective, such as the tender's cut-off.
     *
     * @param on the date; null for today in Beijing
     * @return another question
     */
    public Query on(LocalDate on) {
        return new Query(scenario, subject, members, conditions, on, now, lang);
    }

    /**
     * The present time, by which the age of the data is judged.
     *
     * @param now the time; null for the clock's when the question is asked
     * @return another question
     */
    public Query now(Instant now) {
        return new Query(scenario, subject, members, conditions, on, now, lang);
    }

    /**
     * The language of the prompts.
     *
     * @param lang the language
     * @return another question
     */
    public Query lang(Lang lang) {
        return new Query(scenario, subject, members, conditions, on, now, lang == null ? Lang.ZH_CN : lang);
    }

    Request write() {
        Request request = new Request().text(scenario);
        request.number(now == null ? System.currentTimeMillis() / 1000 : now.getEpochSecond());
        request.text(on == null ? null : on.toString()).put(lang.ordinal() + 1).count(conditions.size());
        for (Condition condition : conditions) {
            request.put(condition.ordinal() + 1);
        }
        request.count(1 + members.size());
        subject.write(request);
        for (Subject member : members) {
            member.write(request);
        }
        return request;
    }
}
