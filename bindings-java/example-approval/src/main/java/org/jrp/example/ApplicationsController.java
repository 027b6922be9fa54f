package org.jrp.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.UUID;
import org.jrp.Comparison;
import org.jrp.JrpException;
import org.jrp.Lists;
import org.jrp.Occasion;
import org.jrp.Query;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes applications. The lists are asked when one comes in; the answer goes back to the clerk, its evidence into the archive.
 * A person decides: nothing is refused here.
 */
@RestController
public class ApplicationsController {
    private final Lists lists;
    private final Path archive;

    /**
     * Takes applications.
     *
     * @param lists what the starter opened
     * @param archive where evidence is kept
     */
    public ApplicationsController(Lists lists, @Value("${approval.archive:archive}") String archive) {
        this.lists = lists;
        this.archive = Paths.get(archive);
    }

    /** What the form sends. */
    public static class Application {
        /** 事项. */
        public String scenario;
        /** 统一社会信用代码. */
        public String creditCode;
        /** 主体名称. */
        public String name;
        /** 受理编号. */
        public String number;
        /** 经办人. */
        public String clerk;

        /** Jackson fills it in. */
        public Application() {}
    }

    /**
     * Takes an application.
     *
     * @param application what the form sends
     * @return the comparison as JSON
     * @throws IOException where the archive cannot be written
     */
    @PostMapping(value = "/applications", produces = MediaType.APPLICATION_JSON_VALUE)
    public byte[] apply(@RequestBody Application application) throws IOException {
        Query query = Query.of(application.scenario).creditCode(application.creditCode).name(application.name);
        Comparison answer = lists.check(query, Occasion.of(application.number, application.clerk));
        Files.createDirectories(archive);
        Path kept = archive.resolve(UUID.randomUUID() + ".json");
        Files.write(kept, answer.evidence().getBytes(StandardCharsets.UTF_8));
        return answer.toJson().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A question that cannot be asked.
     *
     * @param e why
     * @return what to tell the clerk
     */
    @ExceptionHandler({JrpException.class, IllegalArgumentException.class})
    public ResponseEntity<String> refused(RuntimeException e) {
        HttpStatus status = e instanceof JrpException && ((JrpException) e).code().startsWith("query")
                || e instanceof IllegalArgumentException ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR;
        return ResponseEntity.status(status).contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8)).body(e.getMessage());
    }
}
