package org.jrp.spring;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import org.jrp.Lists;
import org.jrp.LiveRoster;
import org.jrp.OpenOptions;
import org.jrp.Roster;
import org.jrp.TrustAnchors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the lists that the configuration names. An application that has a bean of {@link Lists} keeps its own. */
@AutoConfiguration
@EnableConfigurationProperties(JrpProperties.class)
public class JrpAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(JrpAutoConfiguration.class);

    /** Nothing is opened yet. */
    public JrpAutoConfiguration() {}

    /**
     * The lists: a followed folder, or a file.
     *
     * @param properties what is configured
     * @return them
     */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    public Lists jrpLists(JrpProperties properties) {
        boolean isFolder = !properties.getFolder().isEmpty();
        if (isFolder == (properties.getFile() != null)) {
            throw new IllegalStateException("set either jrp.folder (a folder that jrp publish or jrp pull keeps) or jrp.file");
        }
        if (properties.getTrust() == null) {
            throw new IllegalStateException("set jrp.trust: the public key or trust file that says whose signatures count");
        }
        TrustAnchors trust = TrustAnchors.ofFile(Paths.get(properties.getTrust()));
        trust = trust.withMinimumSequence(properties.getMinimumSequence());
        OpenOptions options = OpenOptions.none();
        if (properties.getPersonKeyFile() != null) {
            options = options.personKeyFile(Paths.get(properties.getPersonKeyFile()));
        }
        if (!isFolder) {
            return Roster.open(Paths.get(properties.getFile()), trust, options);
        }
        if (properties.getMemoryFile() != null) {
            options = options.memoryFile(Paths.get(properties.getMemoryFile()));
        }
        List<Path> folders = properties.getFolder().stream().map(folder -> Paths.get(folder)).collect(Collectors.toList());
        return LiveRoster.follow(folders, trust, options, properties.getRefresh(), live -> {
            if (live.failure() != null) {
                LOG.warn("{}: {}; the lists in use stay", live.failure().code(), live.failure().getMessage());
            } else {
                live.infos().forEach(info -> LOG.info("lists no. {} of {} are in use", info.sequence(), info.publisher()));
            }
        });
    }

    /** Where the actuator is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class Health {
        @Bean
        @ConditionalOnEnabledHealthIndicator("jrp")
        @ConditionalOnMissingBean(name = "jrpHealthIndicator")
        HealthIndicator jrpHealthIndicator(Lists lists) {
            return new JrpHealthIndicator(lists);
        }
    }

    /** Where Micrometer is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Metrics {
        @Bean
        @ConditionalOnMissingBean(name = "jrpMetrics")
        MeterBinder jrpMetrics(Lists lists) {
            return new JrpMetrics(lists);
        }
    }
}
