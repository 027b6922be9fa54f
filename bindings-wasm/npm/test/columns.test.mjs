// Outcomes without words, of one question and of a table's rows, are those of whole answers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { JrpError, Roster, RosterSet, TrustAnchors, init } from "jrp";
import { CODES, NAMES, NOW, makeLists } from "../browser-test/support/lists.mjs";

let lists;
let roster;
before(async () => {
  lists = makeLists();
  await init();
  roster = Roster.open(lists.first, new TrustAnchors([lists.pub]));
});
after(() => {
  roster.free();
  lists.remove();
});

/** In order and on no list; listed; and as people spoil them. */
const CELLS = [
  ...Object.values(CODES),
  ...["91329902MA1MW3QC3G", "91329902MA1MW3QC3X", CODES.prohibited.toLowerCase(), ` ${CODES.clear}`, "9132990", "无", "", null, undefined],
];
const AS_OF = [NOW.fresh, NOW.stale, NOW.expired, NOW.early];

test("one question, asked for its outcome", () => {
  for (const asked of [roster, new RosterSet([roster])]) {
    for (const now of AS_OF) {
      for (const scenario of ["ZFCG", "XZXK"]) {
        for (const creditCode of CELLS.filter((cell) => cell?.trim())) {
          const query = { scenario, creditCode, now };
          assert.equal(asked.outcome(query), asked.check(query).outcome, `${creditCode} ${now}`);
          assert.equal(asked.outcome({ ...query, kind: "person" }), asked.check({ ...query, kind: "person" }).outcome);
        }
      }
    }
  }
});

test("columns, row by row", () => {
  const name = CELLS.map((_, row) => (row % 3 === 0 ? NAMES.similar : null));
  for (const asked of [roster, new RosterSet([roster])]) {
    for (const columns of [{ creditCode: CELLS }, { name }, { creditCode: CELLS, name }]) {
      const { outcomes, answer } = asked.checkAll({ scenario: "ZFCG", now: NOW.fresh, ...columns });
      assert.equal(outcomes.length, CELLS.length);
      CELLS.forEach((_, row) => {
        const query = { scenario: "ZFCG", now: NOW.fresh, creditCode: columns.creditCode?.[row] || null, name: columns.name?.[row] || null };
        const [whole] = asked.checkAll([query]);
        assert.equal(outcomes[row], whole instanceof JrpError ? "indeterminate" : whole.outcome, JSON.stringify(query));
        if (!(whole instanceof JrpError)) assert.deepEqual(answer(row), whole);
      });
    }
  }
  assert.deepEqual(roster.checkAll({ scenario: "ZFCG", creditCode: [] }).outcomes, []);
});

test("columns that cannot be asked are refused, and by what is wrong", () => {
  for (const [columns, code, message] of [
    [{ scenario: "ZFCG" }, "argument", /takes an array of queries, or columns/],
    [{ scenario: "ZFCG", creditCode: CODES.clear }, "argument", /or columns/],
    [{ scenario: "ZFCG", creditCode: ["a", "b"], name: ["c"] }, "argument", /2 and 1 rows/],
    [{ scenario: "ZFCG", creditCode: ["a", 3] }, "argument", /row 1 of a column is not text/],
    [{ scenario: "ZFCG", creditCode: ["a\0b"] }, "argument", /NUL/],
    [{ scenario: "nowhere", creditCode: [CODES.clear] }, "scenario-unknown", /nowhere/],
    [{ scenario: "ZFCG", creditcode: [CODES.clear], name: ["a"] }, "query-invalid", /creditcode/],
    [null, "argument", /or columns/],
    [{ scenario: "ZFCG", get creditCode() { throw new Error("mine"); } }, "argument", /cannot be read: Error: mine/],
  ]) {
    assert.throws(() => roster.checkAll(columns), (error) => error instanceof JrpError && error.code === code && message.test(error.message), String(message));
  }
  const { answer } = roster.checkAll({ scenario: "ZFCG", creditCode: [CODES.clear] });
  assert.throws(() => answer(1), /no row 1 of 1/);
});
