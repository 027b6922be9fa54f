/** What a person sees while filling in the form. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setUp } from "./support/bench.mjs";
import { shows } from "./support/browser.mjs";
import { CODES, NAMES, NOW } from "./support/lists.mjs";

const bench = setUp();

/** The event's detail is the result JSON of every other binding, byte for byte. */
async function sameAsCommand(form, ...question) {
  const detail = await form.event("jrp-comparison");
  assert.equal(JSON.stringify(detail), bench.lists.ask("--scenario", "ZFCG", ...question));
}

describe("prompts", () => {
  it("says what the lists at hand are before anything is typed", async () => {
    const form = await bench.open();
    await form.state("idle");
    await shows(form.foot, /数据截至 2026-11-20\s+云澜区信用办 第 1 期/);
    const { info, current } = await form.event("jrp-ready");
    assert.deepEqual([info.sequence, info.audience, current], [1, "public", true]);
    await form.hasTone("quiet");
  });

  it("stops at a listed code, with level, text, basis and official channel", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.type(CODES.prohibited);
    await shows(form.outcome, "涉及禁止类措施，请核实");
    await form.hasTone("stop");
    await form.more.click();
    const text = await form.body.innerText();
    for (const words of ["禁止", "政府采购严重违法失信行为记录名单", "政府采购法第22条", "由经办人决定"]) {
      assert.ok(text.includes(words), words);
    }
    const link = form.page.locator("jrp-check .official a");
    assert.equal(await link.getAttribute("href"), "https://www.ccgp.gov.cn");
    assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
    await sameAsCommand(form, "--credit-code", CODES.prohibited);
  });

  it("names what was compared where nothing is found, and praises nobody", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.type(CODES.clear);
    await shows(form.outcome, "未发现有效记录");
    await form.hasTone("clear");
    const text = await form.card.innerText();
    assert.match(text, /截至2026-11-20，在.*失信被执行人名单.*范围内（共5条记录）未发现/);
    assert.doesNotMatch(text, /信用良好|信用正常|通过|合格/);
    await sameAsCommand(form, "--credit-code", CODES.clear);
  });

  it("compares a code with a wrong check digit, and says so", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.type(CODES.wrongCheck);
    await form.hasTone("stop");
    await shows(form.body, /校验位不符/);
    await sameAsCommand(form, "--credit-code", CODES.wrongCheck);
  });

  it("takes a name alone, the same or a similar one, as a possibility", async () => {
    const form = await bench.open();
    await form.state("idle");
    for (const [name, words] of [
      [NAMES.prohibited, /同名的主体，身份未核实，不构成比对结果/],
      [NAMES.similar, /名称与.*相近（组织形式不同），仅为疑似/],
    ]) {
      await form.name.fill(name);
      await form.event("jrp-comparison", ({ subjects }) => subjects[0].name === name);
      await shows(form.outcome, "须人工审核");
      await shows(form.body, words);
    }
    await sameAsCommand(form, "--name", NAMES.similar);
  });

  it("counts a listed member for the consortium", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.type(CODES.clear);
    await form.member.fill(CODES.debtor);
    await form.event("jrp-comparison", ({ subjects }) => subjects.length === 2);
    await shows(form.body, /联合体成员.*视同联合体在列/);
    await sameAsCommand(form, "--credit-code", CODES.clear, "--member", CODES.debtor);
  });

  it("asks as of the deadline and under the conditions that the form states", async () => {
    const form = await bench.open({ attributes: { scenario: "ZTB" } });
    await form.state("idle");
    await form.type(CODES.debtor);
    assert.equal((await form.event("jrp-comparison")).outcome, "review");
    await form.page.locator("[name=condition]").check();
    await form.event("jrp-comparison", ({ outcome }) => outcome === "restricted");
    await form.page.locator("[name=deadline]").fill("2028-06-15");
    const late = await form.event("jrp-comparison", ({ on }) => on === "2028-06-15");
    // In force today, ended by then: nobody gets past it by a far date.
    assert.equal(late.outcome, "review");
  });

  it("shows incentives and notices in tones of their own", async () => {
    const form = await bench.open({ attributes: { scenario: "XZXK" } });
    await form.state("idle");
    await form.type(CODES.aeo);
    await form.hasTone("good");
    await form.code.fill(CODES.abnormal);
    await form.event("jrp-comparison", ({ outcome }) => outcome === "notice");
    await form.hasTone("info");
  });

  it("waits for a whole code while it is typed, and reads what there is when the field is left", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.code.pressSequentially("9132990");
    await form.state("typing");
    await shows(form.card, /已填 7 位/);
    await form.code.blur();
    await form.state("result");
    await shows(form.body, /号码未能比对/);
    await shows(form.outcome, "无法比对");
  });

  it("forgets the answer when the form is reset", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.type(CODES.prohibited);
    assert.equal(await form.code.getAttribute("aria-details"), "jrp-check-1");
    await form.page.locator("[type=reset]").click();
    await form.state("idle");
    assert.equal(await form.code.getAttribute("aria-details"), null);
  });

  it("warns of stale lists and answers nothing from expired or future ones", async () => {
    for (const [now, tone, state, words] of [
      [NOW.stale, "stop", "stale", /已过应更新时间/],
      [NOW.expired, "warn", "expired", /已过有效期/],
      [NOW.early, "warn", "future", /晚于本机时间/],
    ]) {
      const form = await bench.open({ now });
      await form.state("idle");
      await shows(form.foot, words);
      await form.type(CODES.prohibited);
      await form.hasTone(tone);
      assert.equal((await form.event("jrp-comparison")).freshness.state, state);
      await shows(form.foot, words);
    }
  });

  it("speaks English when told so, at once", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.type(CODES.prohibited);
    await form.page.evaluate(() => document.querySelector("jrp-check").setAttribute("lang", "en"));
    await form.event("jrp-comparison", ({ prompts }) => prompts[0].text.startsWith("Match by identifier"));
    await shows(form.outcome, "A prohibition is concerned; please verify");
    await shows(form.foot, /Data as of 2026-11-20/);
    assert.equal(await form.card.getAttribute("lang"), "en");
    await sameAsCommand(form, "--credit-code", CODES.prohibited, "--lang", "en");
  });
});
