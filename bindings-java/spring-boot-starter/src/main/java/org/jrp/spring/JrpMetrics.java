package org.jrp.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jrp.Lists;
import org.jrp.LiveRoster;
import org.jrp.RosterInfo;

/** Sequence, records and age of the lists of each publisher, and whether the last look at the folder failed. */
public class JrpMetrics implements MeterBinder {
    private final Lists lists;

    /**
     * The metrics of lists.
     *
     * @param lists which
     */
    public JrpMetrics(Lists lists) {
        this.lists = lists;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        List<RosterInfo> infos = lists.infos();
        for (int at = 0; at < infos.size(); at++) {
            int place = at;
            String publisher = infos.get(at).publisher();
            gauge(registry, "jrp.lists.sequence", "Sequence of the newest layer", publisher, all -> all.infos().get(place).sequence());
            gauge(registry, "jrp.lists.records", "Live records", publisher, all -> all.infos().get(place).records());
            gauge(registry, "jrp.lists.age.days", "Days since the date the data stand for", publisher,
                    all -> all.freshness(Instant.now()).get(place).ageDays());
        }
        if (lists instanceof LiveRoster) {
            Gauge.builder("jrp.lists.refused", (LiveRoster) lists, live -> live.failure() == null ? 0 : 1)
                    .description("1 where the last look at the folder failed").register(registry);
        }
    }

    private void gauge(MeterRegistry registry, String name, String about, String publisher, ToDoubleFunction<Lists> value) {
        Gauge.builder(name, lists, value).description(about).tag("publisher", publisher).register(registry);
    }
}
