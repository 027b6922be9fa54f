package org.jrp.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An approval service: a form on a page, the lists asked before an application is accepted. */
@SpringBootApplication
public class ApprovalApplication {
    /** Spring makes it. */
    public ApprovalApplication() {}

    /**
     * Starts the service.
     *
     * @param args settings, such as {@code --jrp.folder=/var/lib/jrp/store}
     */
    public static void main(String[] args) {
        SpringApplication.run(ApprovalApplication.class, args);
    }
}
