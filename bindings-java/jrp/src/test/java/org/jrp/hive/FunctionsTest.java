package org.jrp.hive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jrp.Data;
import org.jrp.JrpException;
import org.jrp.Roster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FunctionsTest {
    private static final String NOW = "2026-11-22T09:00:00+08:00";

    @BeforeAll
    static void listsAreNamedByProperties() {
        System.setProperty("jrp.lists", Data.desk("desk.jrp").toString());
        System.setProperty("jrp.trust", Data.desk("desk.pub").toString());
        System.setProperty("jrp.person.key.file", Data.desk("person.key").toString());
    }

    @Test
    void theFunctionsAnswerAsARosterDoes() {
        try (Roster roster = Data.roster()) {
            String json = roster.check(Data.listed()).toJson();
            assertEquals(json, new CheckJsonFunction().evaluate(Data.LISTED, null, "ZFCG", NOW));
            assertEquals("prohibited", new OutcomeFunction().evaluate(Data.LISTED, null, "ZFCG", NOW));
            assertTrue(new OutcomeFunction().evaluate(Data.LISTED, null, "ZFCG").matches("prohibited|indeterminate"));
        }
    }

    @Test
    void aRowThatNamesNobodyIsOpenAndAFaultIsOne() {
        assertEquals("indeterminate", new OutcomeFunction().evaluate(null, " ", "ZFCG", NOW));
        assertNull(new CheckJsonFunction().evaluate(null, null, "ZFCG", NOW));
        assertThrows(JrpException.class, () -> new OutcomeFunction().evaluate(Data.LISTED, null, "XX", NOW));
        assertThrows(IllegalArgumentException.class, () -> new OutcomeFunction().evaluate(Data.LISTED, null, null, NOW));
        assertThrows(IllegalArgumentException.class, () -> new CheckJsonFunction().evaluate(Data.LISTED, null, "ZFCG", "x"));
    }
}
