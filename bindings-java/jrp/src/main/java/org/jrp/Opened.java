package org.jrp;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is open natively, by its number there. */
abstract class Opened implements Lists {
    private static final ReferenceQueue<Opened> FORGOTTEN = new ReferenceQueue<>();
    private static final Set<Number> NUMBERS = ConcurrentHashMap.newKeySet();

    private final Number number;
    private final String info;
    private volatile boolean isClosed;

    /** From a reply that has number and description. */
    Opened(Reply reply) {
        for (Object forgotten; (forgotten = FORGOTTEN.poll()) != null; ) {
            ((Number) forgotten).close();
        }
        number = new Number(this, reply.number());
        info = reply.text();
    }

    /** The number; {@link #stays} must follow its last use. */
    final long number() {
        return number.value;
    }

    /** Keeps this object from being taken for forgotten while its number is in use. */
    final boolean stays() {
        return isClosed;
    }

    @Override
    public Comparison check(Query query) {
        try {
            return new Comparison(new Reply(Native.check(number(), query.write().put(0).done())));
        } finally {
            stays();
        }
    }

    @Override
    public Comparison check(Query query, Occasion occasion) {
        Request request = query.write();
        occasion.write(request);
        try {
            return new Comparison(new Reply(Native.check(number(), request.done())));
        } finally {
            stays();
        }
    }

    @Override
    public Outcome outcome(Query query) {
        try {
            int outcome = Native.outcome(number(), query.write().done());
            // What is refused is asked again: check tells why.
            return outcome < 0 ? check(query).outcome() : Outcomes.ALL[outcome];
        } finally {
            stays();
        }
    }

    @Override
    public Screening screen(Query question, List<String> codes, List<String> names) {
        List<String> column = codes == null ? names : codes;
        if (column == null || names != null && names.size() != column.size()) {
            throw new IllegalArgumentException("give codes, names, or both, with as many rows each");
        }
        Request request = question.write().count(column.size());
        for (int row = 0; row < column.size(); row++) {
            request.text(codes == null ? null : codes.get(row)).text(names == null ? null : names.get(row));
        }
        try {
            return new Screening(new Reply(Native.screen(number(), request.done())));
        } finally {
            stays();
        }
    }

    @Override
    public List<Freshness> freshness(Instant now) {
        try {
            byte[] request = new Request().number(now.getEpochSecond()).done();
            return Json.parts(new Reply(Native.freshness(number(), request)).text(), Freshness::new);
        } finally {
            stays();
        }
    }

    @Override
    public String info() {
        return info;
    }

    @Override
    public void close() {
        isClosed = true;
        number.close();
    }

    /** {@code values()} copies. */
    static final class Outcomes {
        static final Outcome[] ALL = Outcome.values();

        private Outcomes() {}
    }

    /** The number of something open, which is closed when it is forgotten too. */
    private static final class Number extends PhantomReference<Opened> {
        final long value;

        Number(Opened owner, long value) {
            super(owner, FORGOTTEN);
            this.value = value;
            NUMBERS.add(this);
        }

        void close() {
            if (NUMBERS.remove(this)) {
                Native.close(value);
            }
        }
    }
}
