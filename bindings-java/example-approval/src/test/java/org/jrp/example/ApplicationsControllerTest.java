package org.jrp.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ApplicationsControllerTest {
    @TempDir
    static Path archive;

    @Autowired
    private TestRestTemplate http;

    @DynamicPropertySource
    static void lists(DynamicPropertyRegistry registry) {
        Path desk = Paths.get(System.getProperty("jrp.test.data"), "desk");
        registry.add("jrp.folder", () -> desk.resolve("store-7").toString());
        registry.add("jrp.trust", () -> desk.resolve("both.pub").toString());
        registry.add("approval.archive", archive::toString);
    }

    @Test
    void aListedApplicantIsToldAndTheEvidenceKept() throws IOException {
        Map<String, String> form = new HashMap<>();
        form.put("scenario", "ZFCG");
        form.put("creditCode", "91320507MA1AAAAA5A");
        form.put("number", "SL-2026-0001");
        form.put("clerk", "王");
        ResponseEntity<Map<?, ?>> answer = post(form);
        assertEquals(HttpStatus.OK, answer.getStatusCode());
        assertEquals(1, ((java.util.List<?>) answer.getBody().get("findings")).size(), answer.toString());
        try (Stream<Path> kept = Files.list(archive)) {
            String evidence = new String(Files.readAllBytes(kept.findFirst().get()), java.nio.charset.StandardCharsets.UTF_8);
            assertTrue(evidence.contains("SL-2026-0001"), evidence);
        }
        String health = http.getForObject("/actuator/health", String.class);
        assertTrue(health.contains("\"jrp\""), health);
    }

    @Test
    void anEmptyFormIsRefusedWithWords() {
        ResponseEntity<String> answer = http.postForEntity("/applications", Collections.singletonMap("scenario", "ZFCG"), String.class);
        assertEquals(HttpStatus.BAD_REQUEST, answer.getStatusCode(), answer.toString());
        assertTrue(answer.getBody().length() > 10, answer.toString());
    }

    @Test
    void thePageIsThere() {
        assertTrue(http.getForObject("/", String.class).contains("/applications"));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private ResponseEntity<Map<?, ?>> post(Map<String, String> form) {
        return (ResponseEntity) http.postForEntity("/applications", form, Map.class);
    }
}
