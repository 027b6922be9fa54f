package org.jrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All of tests/vectors, as {@code bindings-c/examples/write_vectors.rs} writes them: every answer byte for byte. */
class VectorsTest {
    private static final int CODES_OF_CORE = 100;

    @Test
    void everyAnswerIsTheOneOfEveryLanguage() throws IOException {
        Asked asked = new Asked();
        for (String line : Files.readAllLines(Data.vectors("vectors.txt"), StandardCharsets.UTF_8)) {
            asked.line(line.split(" "));
        }
        asked.close();
        long files = Files.list(Paths.get("../../tests/vectors")).filter(path -> path.toString().endsWith(".json")).count();
        assertEquals(files, asked.opened, "every file of tests/vectors");
        assertTrue(asked.answers > 500 && asked.evidences > 100 && asked.refused > 0,
                asked.answers + " answers, " + asked.evidences + " evidences, " + asked.refused + " refused");
    }

    /** A line of the script at a time. */
    private static final class Asked {
        /** One roster, or the set of several. */
        Opened lists;
        final List<Roster> rosters = new ArrayList<>();
        int opened;
        int answers;
        int evidences;
        int refused;
        private Occasion occasion;
        private String evidence;
        private Query query;
        private int idKind;
        private List<Subject> subjects = new ArrayList<>();

        void line(String[] words) {
            String value = words[1];
            switch (words[0]) {
                case "occasion":
                    occasion = Occasion.of(text(value), text(words[2])).salt(text(words[3]).getBytes(StandardCharsets.UTF_8));
                    break;
                case "open":
                    close();
                    rosters.add(open(Paths.get(value), Paths.get(words[2]), words[3]));
                    lists = rosters.get(0);
                    opened++;
                    break;
                case "beside":
                    rosters.add(open(Paths.get(value), Paths.get(words[2]), words[3]));
                    lists = RosterSet.of(rosters);
                    break;
                case "scenario":
                    query = Query.of(text(value));
                    subjects = new ArrayList<>();
                    evidence = null;
                    break;
                case "now":
                    query = query.now(Instant.ofEpochSecond(Long.parseLong(value)));
                    break;
                case "lang":
                    query = query.lang(Lang.values()[Integer.parseInt(value)]);
                    break;
                case "conditions":
                    EnumSet<Condition> conditions = EnumSet.noneOf(Condition.class);
                    for (Condition condition : Condition.values()) {
                        if ((Integer.parseInt(value) & 1 << condition.ordinal()) != 0) {
                            conditions.add(condition);
                        }
                    }
                    query = query.conditions(conditions);
                    break;
                case "on":
                    query = query.on(LocalDate.parse(text(value)));
                    break;
                case "subject":
                    Subject subject = Subject.of();
                    int kind = Integer.parseInt(value);
                    if (kind > 0) {
                        subject = subject.kind(SubjectKind.values()[kind - 1]);
                    }
                    idKind = Integer.parseInt(words[2]);
                    subjects.add(idKind > 0 ? subject.id(IdKind.values()[idKind - 1], null) : subject);
                    break;
                case "credit-code":
                    last(last().creditCode(text(value)));
                    break;
                case "name":
                    last(last().name(text(value)));
                    break;
                case "id":
                    last(last().id(idKind == 0 ? null : IdKind.values()[idKind - 1], text(value)));
                    break;
                case "evidence":
                    evidence = text(value);
                    break;
                case "json":
                    answered(text(value));
                    break;
                case "refused":
                    Query asked = asked();
                    JrpException e = assertThrows(JrpException.class, () -> lists.check(asked));
                    assertTrue(Integer.parseInt(value) >= CODES_OF_CORE && e.code().matches("query-.*|scenario-unknown"), e.toString());
                    assertThrows(JrpException.class, () -> lists.outcome(asked));
                    refused++;
                    break;
                default:
                    throw new AssertionError("a word of the script that this test does not know: " + words[0]);
            }
        }

        void close() {
            if (lists != null) {
                lists.close();
            }
            rosters.forEach(Roster::close);
            rosters.clear();
        }

        private Subject last() {
            return subjects.get(subjects.size() - 1);
        }

        private void last(Subject subject) {
            subjects.set(subjects.size() - 1, subject);
        }

        private Query asked() {
            Query asked = query.subject(subjects.get(0));
            for (Subject member : subjects.subList(1, subjects.size())) {
                asked = asked.member(member);
            }
            return asked;
        }

        private void answered(String json) {
            Query asked = asked();
            Comparison answer = lists.check(asked, occasion);
            assertEquals(json, answer.toJson());
            assertEquals(json, lists.check(asked).toJson());
            assertEquals(answer.outcome(), lists.outcome(asked));
            assertTrue(json.startsWith("{\"outcome\":\"" + answer.outcome().code() + "\""), json);
            everyMemberHasAMethod(Json.object(json), Comparison.class, json);
            if (evidence != null) {
                assertEquals(evidence, answer.evidence());
                evidences++;
            }
            read(answer);
            answers++;
        }
    }

    private static Roster open(Path snapshot, Path publicKey, String personKey) {
        OpenOptions options = OpenOptions.none();
        if (!personKey.equals("-")) {
            options = options.personKeyFile(Paths.get(personKey));
        }
        return Roster.open(snapshot, TrustAnchors.ofFile(publicKey), options);
    }

    /** A member of the JSON that the typed answer cannot tell would be lost to Java: it must have a method of its name. */
    @SuppressWarnings("unchecked")
    static void everyMemberHasAMethod(Map<String, Object> object, Class<?> type, String json) {
        for (Map.Entry<String, Object> member : object.entrySet()) {
            Method method;
            try {
                method = type.getMethod(member.getKey());
            } catch (NoSuchMethodException e) {
                throw new AssertionError(type.getSimpleName() + " has no method for " + member.getKey() + ": " + json);
            }
            List<Object> values = member.getValue() instanceof List ? (List<Object>) member.getValue() : Arrays.asList(member.getValue());
            for (Object value : values) {
                if (value instanceof Map) {
                    everyMemberHasAMethod((Map<String, Object>) value, TYPES.getOrDefault(member.getKey(), method.getReturnType()), json);
                }
            }
        }
    }

    private static final Map<String, Class<?>> TYPES = new java.util.HashMap<>();

    static {
        TYPES.put("subjects", SubjectEcho.class);
        TYPES.put("findings", Finding.class);
        TYPES.put("warnings", Warning.class);
        TYPES.put("prompts", Prompt.class);
        TYPES.put("snapshots", Snapshot.class);
        TYPES.put("lists", ListInfo.class);
        TYPES.put("scenarios", ScenarioInfo.class);
        TYPES.put("links", LinkInfo.class);
    }

    /** Every method gives what it says, without an exception, also those of the parts. */
    static void read(Object answer) {
        for (Method method : answer.getClass().getMethods()) {
            if (method.getParameterCount() == 0 && method.getDeclaringClass() == answer.getClass()) {
                try {
                    Object value = method.invoke(answer);
                    for (Object part : value instanceof List ? (List<?>) value : Arrays.asList(value)) {
                        if (part instanceof Part) {
                            read(part);
                        }
                    }
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(method + ": " + answer, e);
                }
            }
        }
    }

    private static String text(String hex) {
        byte[] bytes = new byte[(hex.length() - 1) / 2];
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) Integer.parseInt(hex.substring(1 + 2 * at, 3 + 2 * at), 16);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
