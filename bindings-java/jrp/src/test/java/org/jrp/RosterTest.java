package org.jrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {
    @TempDir
    Path folder;

    private static void refused(String code, Executable body) {
        JrpException e = assertThrows(JrpException.class, body);
        assertEquals(code, e.code(), e.toString());
        assertTrue(e.getMessage().length() > 10, e.toString());
    }

    @Test
    void theWordsOfTheEnumsAreThoseOfTheLibrary() {
        StringBuilder words = new StringBuilder();
        List<List<String>> enums = new ArrayList<>();
        enums.add(codes(Outcome.values(), Outcome::code));
        enums.add(codes(SubjectKind.values(), SubjectKind::code));
        enums.add(codes(IdKind.values(), IdKind::code));
        enums.add(codes(Condition.values(), Condition::code));
        enums.add(codes(Lang.values(), Lang::code));
        for (List<String> codes : enums) {
            words.append(words.length() == 0 ? "" : "\n").append(String.join(" ", codes));
        }
        assertEquals(new Reply(Native.words(new byte[0])).text(), words.toString());
        assertEquals(Outcome.REVIEW, Outcome.of("review"));
        assertThrows(IllegalArgumentException.class, () -> Outcome.of("maybe"));
    }

    private static <T> List<String> codes(T[] all, java.util.function.Function<T, String> code) {
        List<String> codes = new ArrayList<>();
        for (T one : all) {
            codes.add(code.apply(one));
        }
        return codes;
    }

    @Test
    void theAnswerOfTheDeskIsThatOfRust() throws IOException {
        try (Roster roster = Data.roster()) {
            String expected = new String(Files.readAllBytes(Data.desk("expected.json")), StandardCharsets.UTF_8).trim();
            Query named = Data.listed().name("苏州甲乙科技有限公司");
            Comparison answer = roster.check(named);
            assertEquals(expected, answer.toJson());
            assertEquals(Outcome.PROHIBITED, answer.outcome());
            assertEquals("identifier", answer.findings().get(0).match());
            assertNull(answer.evidence());
            assertEquals(answer, roster.checkAll(Collections.singletonList(named)).get(0));
            assertTrue(roster.info().startsWith("{\"publisher\":"), roster.info());
            RosterInfo info = roster.infos().get(0);
            VectorsTest.everyMemberHasAMethod(Json.object(roster.info()), RosterInfo.class, roster.info());
            VectorsTest.read(info);
            assertTrue(info.lists().stream().anyMatch(list -> list.covered() && list.records() > 0), roster.info());
            assertEquals(answer.snapshot().sequence(), info.sequence());
            assertEquals(answer.freshness(), roster.freshness(Data.NOW).get(0));
        }
    }

    @Test
    void fileMemoryAndFolderAnswerAlike() throws IOException {
        byte[] base = Files.readAllBytes(Data.desk("desk.jrp"));
        byte[] delta = Files.readAllBytes(Data.desk("desk-delta.jrp"));
        OpenOptions none = OpenOptions.none();
        try (Roster file = Roster.open(Data.desk("desk.jrp"), Data.trust(), none.deltas(Data.desk("desk-delta.jrp")));
                Roster memory = Roster.open(Data.trust(), none, base, delta);
                Roster store = Roster.openFolder(Data.desk("store-8"), Data.trust())) {
            String answer = file.check(Data.listed()).toJson();
            assertEquals(answer, memory.check(Data.listed()).toJson());
            assertEquals(answer, store.check(Data.listed()).toJson());
            assertEquals(file.info(), store.info());
            assertFalse(answer.startsWith("{\"outcome\":\"prohibited\""), answer);
        }
    }

    @Test
    void columnsComeToWhatTheirRowsComeTo() {
        try (Roster roster = Data.roster()) {
            List<String> codes = Arrays.asList(Data.LISTED, "91320507MA1DDDDD66", null, "91320507MA1AAAAA5B", null, "");
            List<String> names = Arrays.asList("苏州甲乙科技有限公司", null, "苏州甲乙科技有限公司", "别的公司", null, " ");
            Query question = Query.of("ZFCG").now(Data.NOW);
            Screening screened = roster.screen(question, codes, names);
            assertEquals(codes.size(), screened.rows());
            for (int row = 0; row < 4; row++) {
                Comparison answer = roster.check(question.creditCode(codes.get(row)).name(names.get(row)));
                assertEquals(answer.outcome(), screened.outcome(row));
                String first = answer.findings().isEmpty() ? "" : answer.findings().get(0).match();
                assertEquals(first, screened.match(row));
                for (Finding finding : answer.findings()) {
                    assertTrue(screened.lists(row).contains(finding.list().code()), screened.lists(row));
                }
                for (Warning warning : answer.warnings()) {
                    assertTrue(screened.warnings(row).contains(warning.code()), screened.warnings(row));
                }
            }
            assertEquals("BK-ZFCGSX", screened.lists(0));
            assertTrue(screened.prompt(0).contains("苏州甲乙科技有限公司"), screened.prompt(0));
            assertEquals(Outcome.INDETERMINATE, screened.outcome(4));
            String nobody = "本行没有可比对的内容，请填写统一社会信用代码、名称，或证件类型和证件号码。";
            assertEquals(nobody, screened.prompt(4));
            assertEquals(nobody, screened.prompt(5));
            assertEquals("", screened.lists(5));
            assertEquals(Outcome.INDETERMINATE, screened.outcome(5));
            assertEquals(Outcome.PROHIBITED, roster.screen(question, codes, null).outcome(0));
            assertEquals(0, roster.screen(question, Collections.emptyList(), null).rows());
            assertThrows(IllegalArgumentException.class, () -> roster.screen(question, null, null));
            assertThrows(IllegalArgumentException.class, () -> roster.screen(question, codes, Collections.emptyList()));
            refused("scenario-unknown", () -> roster.screen(Query.of("没有"), codes, names));
            refused(JrpException.TEXT_INVALID, () -> roster.screen(question, Collections.singletonList("\ud800"), null));
        }
    }

    @Test
    void severalPublishersAreAskedAsOne() {
        try (Roster roster = Data.roster(); Roster other = Roster.open(Data.desk("desk.jrp"), Data.trust());
                RosterSet set = RosterSet.of(Arrays.asList(roster, other))) {
            Comparison answer = set.check(Data.listed());
            assertEquals(2, answer.snapshots().size());
            assertNull(answer.snapshot());
            assertEquals(Arrays.asList(0, 1), answer.findings().get(0).sources());
            assertEquals(set.freshness(Data.NOW).get(1), answer.snapshots().get(1).freshness());
            assertEquals(2, set.infos().size());
            assertTrue(set.info().startsWith("[{"), set.info());
            roster.close();
            assertEquals(answer, set.check(Data.listed()));
            refused(JrpException.CLOSED, () -> RosterSet.of(Arrays.asList(roster, other)));
        }
        assertThrows(IllegalArgumentException.class, () -> RosterSet.of(Collections.emptyList()));
    }

    @Test
    void evidenceIsAnotherEachTimeAndHoldsNoNumber() {
        try (Roster roster = Data.roster()) {
            Query person = Query.of("ZFCG").kind(SubjectKind.PERSON).id(IdKind.CITIZEN_ID, "110101199003070011").now(Data.NOW);
            Occasion occasion = Occasion.of("YLCG-2026-0117", "采购科 王").reason("公示期已满，经核实");
            String first = roster.check(person, occasion).evidence();
            assertNotEquals(first, roster.check(person, occasion).evidence());
            assertTrue(first.contains("采购科 王") && first.contains("\"reason\":\"公示期已满，经核实\""), first);
            assertFalse(first.contains("199003070011"), first);
            refused("query-invalid", () -> roster.check(person, occasion.salt(new byte[3])));
        }
    }

    @Test
    void whatWasClosedIsAnExceptionAndNoCrash() {
        Roster roster = Data.roster();
        Comparison kept = roster.check(Data.listed());
        roster.close();
        roster.close();
        refused(JrpException.CLOSED, () -> roster.check(Data.listed()));
        refused(JrpException.CLOSED, () -> roster.outcome(Data.listed()));
        assertEquals(Outcome.PROHIBITED, kept.outcome());
        assertEquals("ZFCG", kept.scenario());
    }

    @Test
    void textsThatAreNoneAreRefusedByName() {
        try (Roster roster = Data.roster()) {
            for (String half : Arrays.asList("甲\ud840公司", "\udc00", "有限公司\ud800")) {
                refused(JrpException.TEXT_INVALID, () -> roster.check(Data.listed().name(half)));
                refused(JrpException.TEXT_INVALID, () -> roster.outcome(Data.listed().name(half)));
            }
            String whole = "𠀀\u0000é甲公司";
            assertEquals(whole, roster.check(Data.listed().name(whole)).subjects().get(0).name());
            char[] long_ = new char[70_000];
            Arrays.fill(long_, '甲');
            assertNotNull(roster.check(Query.of("ZFCG").name(new String(long_)).now(Data.NOW)).outcome());
            refused("query-empty", () -> roster.check(Query.of("ZFCG").now(Data.NOW)));
            refused("query-invalid", () -> roster.check(Query.of("ZFCG").id(null, "1").now(Data.NOW)));
            refused("query-invalid", () -> roster.check(Data.listed().now(java.time.Instant.MAX)));
            refused("query-invalid", () -> roster.check(Data.listed().on(java.time.LocalDate.MAX)));
            refused("scenario-unknown", () -> roster.check(Query.of("没有").creditCode(Data.LISTED)));
        }
        assertThrows(IllegalArgumentException.class, () -> Query.of(null));
        assertThrows(IllegalArgumentException.class, () -> Data.listed().member(null));
    }

    @Test
    void whatCannotBeOpenedSaysWhatAndWhere() throws IOException {
        byte[] bytes = Files.readAllBytes(Data.desk("desk.jrp"));
        TrustAnchors trust = Data.trust();
        OpenOptions none = OpenOptions.none();
        refused("not-a-snapshot", () -> Roster.open(trust, none, new byte[100]));
        refused("snapshot-truncated", () -> Roster.open(trust, none, Arrays.copyOf(bytes, bytes.length / 2)));
        byte[] altered = bytes.clone();
        altered[altered.length / 2] ^= 1;
        refused("digest-mismatch", () -> Roster.open(trust, none, altered));
        refused("sequence-too-old", () -> Roster.open(trust.withMinimumSequence(99), none, bytes));
        refused("signature-untrusted", () -> Roster.open(Data.desk("desk.jrp"), TrustAnchors.ofFile(Data.desk("desk-sm2.pub"))));
        refused("person-key-wrong", () -> Roster.open(Data.desk("desk.jrp"), trust, none.personKeyFile(Data.desk("other.key"))));
        refused("key-invalid", () -> Roster.open(trust, none.personKey("none"), bytes));
        refused("delta-mismatch", () -> Roster.open(Data.desk("desk-sm2.jrp"), trust, none.deltas(Data.desk("desk-delta.jrp"))));
        refused(JrpException.FILE_UNREADABLE, () -> Roster.open(folder.resolve("缺"), trust));
        refused(JrpException.FILE_UNREADABLE, () -> Roster.open(folder, trust));
        refused("nothing-published", () -> Roster.openFolder(folder, trust));
        refused(JrpException.FILE_UNREADABLE, () -> TrustAnchors.ofFile(folder.resolve("none.pub")));
        Path gbk = folder.resolve("gbk.pub");
        Files.write(gbk, "公钥".getBytes(Charset.forName("GBK")));
        assertThrows(JrpException.class, () -> TrustAnchors.ofFile(gbk));
        assertThrows(IllegalArgumentException.class, () -> Roster.open(trust, none));
        assertThrows(IllegalArgumentException.class, () -> Roster.open(trust, none, bytes, null));
        assertThrows(IllegalArgumentException.class, () -> Roster.open(null, none, bytes));
        JrpException e = assertThrows(JrpException.class, () -> Roster.open(trust, none, new byte[100]));
        assertEquals("header", e.section());
        assertEquals(0, e.offset().getAsLong());
    }

    @Test
    void aChineseNameOfAFileIsNoTrouble() throws IOException {
        Path file = folder.resolve("名单.jrp");
        Files.copy(Data.desk("desk.jrp"), file);
        try (Roster roster = Roster.open(file, Data.trust())) {
            assertEquals(Outcome.PROHIBITED, roster.outcome(Data.listed()));
        }
    }

    @Test
    void aMemoryFileRefusesAnOlderFolder() {
        OpenOptions remembering = OpenOptions.none().memoryFile(folder.resolve("memory"));
        Roster.openFolder(Data.desk("store-8"), Data.trust(), remembering).close();
        refused("sequence-too-old", () -> Roster.openFolder(Data.desk("store-7"), Data.trust(), remembering));
        Roster.openFolder(Data.desk("store-8"), Data.trust(), remembering).close();
    }

    @Test
    void theJarBringsTheLibraryOfThisPlatform() {
        assertEquals("linux-x86_64", NativeLibrary.platform("Linux", "amd64", false));
        assertEquals("linux-musl-aarch64", NativeLibrary.platform("Linux", "aarch64", true));
        assertEquals("windows-x86", NativeLibrary.platform("Windows 7", "x86", false));
        assertEquals("macos-aarch64", NativeLibrary.platform("Mac OS X", "aarch64", false));
        assertTrue(Files.isDirectory(Paths.get(System.getProperty("jrp.native.dir"))), "the library was not unpacked");
    }
}
