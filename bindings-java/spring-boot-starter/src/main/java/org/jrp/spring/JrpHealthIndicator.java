package org.jrp.spring;

import java.time.Instant;
import java.util.List;
import org.jrp.Freshness;
import org.jrp.JrpException;
import org.jrp.Lists;
import org.jrp.LiveRoster;
import org.jrp.RosterInfo;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Up while the lists answer. Out of service where the data of one publisher have expired or come from the future, as every
 * question would then stay open. A folder that is refused is told beside it: the lists in use go on answering.
 */
public class JrpHealthIndicator extends AbstractHealthIndicator {
    private final Lists lists;

    /**
     * The health of lists.
     *
     * @param lists which
     */
    public JrpHealthIndicator(Lists lists) {
        super("the lists of JRP cannot be asked");
        this.lists = lists;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<RosterInfo> infos = lists.infos();
        List<Freshness> freshness = lists.freshness(Instant.now());
        builder.up();
        for (int at = 0; at < Math.min(infos.size(), freshness.size()); at++) {
            String state = freshness.get(at).state();
            if (state.equals("expired") || state.equals("future")) {
                builder.outOfService();
            }
            RosterInfo info = infos.get(at);
            builder.withDetail(info.publisher(), "no. " + info.sequence() + ", " + state + ", data of " + info.dataAsOf());
        }
        JrpException failure = lists instanceof LiveRoster ? ((LiveRoster) lists).failure() : null;
        if (failure != null) {
            builder.withDetail("refused", failure.code() + ": " + failure.getMessage());
        }
    }
}
