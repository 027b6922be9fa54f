/** The card as a person reads it: what to do, the facts, the rest; for whom, in what light, on how small a screen. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { setUp } from "./support/bench.mjs";
import { shows, until } from "./support/browser.mjs";
import { CODES, NAMES } from "./support/lists.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const bench = setUp();

const submit = (form) => form.page.getByRole("button", { name: "提交" }).click();
const rows = (form) => form.page.locator("jrp-check .facts dt").allInnerTexts();
const held = (form) => form.page.locator("jrp-check .blocked").waitFor();

async function answered(code, { attributes = {}, ...options } = {}) {
  const form = await bench.open({ attributes, ...options });
  await form.state("idle");
  await form.type(code);
  return form;
}

describe("the card", () => {
  it("begins with one line to act on, then the facts as rows, and folds the rest", async () => {
    const form = await answered(CODES.prohibited);
    const parts = await form.body.evaluate((body) => [...body.children].map((child) => child.getAttribute("part")));
    assert.deepEqual(parts, ["act", "facts", "repair", "more records"]);
    assert.deepEqual(await rows(form), ["名单", "认定单位", "列入日期", "公示截止", "依据", "核实渠道"]);
    const text = await form.body.innerText();
    assert.match(text, /^请核对所填信息；[^\n]*\n+名单\s+政府采购严重违法失信行为记录名单\s+认定单位\s+云澜区财政局\s+列入日期\s+2026-03-01/);
    assert.doesNotMatch(text, /比对一致/);
    await form.more.click();
    await shows(form.body, /比对一致.*措施/s);
  });

  it("names lists in the language of the card", async () => {
    const form = await answered(CODES.prohibited, { attributes: { lang: "en" } });
    assert.deepEqual(await rows(form), ["List", "Authority", "Listed on", "Published until", "Basis", "Verify on"]);
    const list = await form.page.locator("jrp-check .facts dd").first().innerText();
    assert.match(list, /procurement/i);
    assert.doesNotMatch(list, /\p{Script=Han}/u);
  });

  it("speaks its own language, whatever the page says of its own", async () => {
    const form = await answered(CODES.clear, { change: (html) => html.replace('lang="zh-CN"', 'lang="en"') });
    await shows(form.outcome, "未发现有效记录");
  });

  it("tells whom of a consortium it is about", async () => {
    const form = await answered(CODES.clear);
    await form.member.fill(CODES.debtor);
    await until(async () => (await rows(form))[0] === "主体", "the row of the subject");
    assert.match(await form.page.locator("jrp-check .facts dd").first().innerText(), new RegExp(CODES.debtor));
  });

  it("shows of a name alone only which list, and where to verify", async () => {
    const form = await bench.open();
    await form.state("idle");
    await form.name.fill(NAMES.prohibited);
    await form.state("result");
    assert.deepEqual(await rows(form), ["名单", "核实渠道"]);
    await shows(form.body, /疑似，身份未核实/);
  });

  it("tells a supplier and a clerk what each can do", async () => {
    const supplier = await answered(CODES.prohibited);
    await shows(supplier.body, /请联系经办人，符合条件的可申请信用修复/);
    const clerk = await answered(CODES.prohibited, { attributes: { audience: "clerk" } });
    await shows(clerk.body, /^请先在官方渠道核实，再决定是否继续办理。/);
  });
});

describe("a clerk who goes on", () => {
  const open = () => answered(CODES.prohibited, { attributes: { audience: "clerk", "block-submit": "prohibited", print: "" } });

  it("gives a reason, which goes into the evidence", async () => {
    const form = await open();
    await submit(form);
    await held(form);
    const goOn = form.page.getByRole("button", { name: "说明理由，继续办理" });
    assert.ok(await goOn.isDisabled());
    await form.page.getByLabel("继续办理的理由").fill("  已在官方渠道核实，处罚期限已满 ");
    await goOn.click();
    await shows(form.body, /已记录继续办理的理由/);
    assert.deepEqual((await form.event("jrp-reason")).reason, "已在官方渠道核实，处罚期限已满");
    const evidence = await form.page.evaluate(() => document.querySelector("jrp-check").evidence());
    assert.equal(JSON.parse(evidence).reason, "已在官方渠道核实，处罚期限已满");
    await submit(form);
    await form.page.waitForURL(/\/sent\?/);
  });

  it("gives it for what stands there, not for another subject", async () => {
    const form = await open();
    await form.page.evaluate(() => document.querySelector("jrp-check").goOn("核实无误"));
    await form.type(CODES.wrongCheck);
    await form.event("jrp-comparison", ({ subjects }) => subjects[0].creditCode === CODES.wrongCheck);
    await submit(form);
    await held(form);
    const evidence = await form.page.evaluate(() => document.querySelector("jrp-check").evidence());
    assert.equal("reason" in JSON.parse(evidence), false);
  });

  it("is nobody whom the page has not named", async () => {
    const form = await answered(CODES.prohibited, { attributes: { "block-submit": "" } });
    await submit(form);
    await held(form);
    assert.equal(await form.page.locator("jrp-check textarea").count(), 0);
    const said = await form.page.evaluate(() => {
      try {
        document.querySelector("jrp-check").goOn("x");
      } catch (error) {
        return error.code;
      }
    });
    assert.equal(said, "argument");
  });
});

describe("looks", () => {
  const SCHEMES = "<style>:root { color-scheme: light dark; background: Canvas; color: CanvasText }</style>";
  const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; form-action 'self'";
  const asSchemes = (html) => html.replace("</head>", `${SCHEMES}</head>`).replace("<form", "<main><form").replace("</form>", "</form></main>").replace("<main>", "<main><h1>报名</h1>");

  for (const lang of ["zh-CN", "en"]) {
    for (const [what, context] of [
      ["dark", { colorScheme: "dark" }],
      ["on a telephone", { viewport: { width: 360, height: 740 } }],
      ["at twice the size", { viewport: { width: 640, height: 480 }, deviceScaleFactor: 2 }],
      ["in forced colours", { forcedColors: "active" }],
    ]) {
      it(`has nothing that axe minds, and no line that is cut, ${what}, in ${lang}`, async () => {
        const own = await bench.browser.newContext(context);
        const attributes = { lang, audience: "clerk", "block-submit": "", print: "" };
        const form = await bench.open({ context: own, change: asSchemes, policy: POLICY, attributes });
        await form.state("idle");
        for (const code of [CODES.prohibited, CODES.debtor, CODES.aeo, CODES.clear]) {
          await form.code.fill(code);
          await form.code.blur();
          await form.event("jrp-comparison", ({ subjects }) => subjects[0].creditCode === code);
          if (code === CODES.prohibited) {
            await submit(form);
            await held(form);
          }
          if (await form.more.count()) {
            await form.more.click();
          }
          await form.page.evaluate(axe);
          const { violations, overflow } = await form.page.evaluate(async () => {
            const { violations } = await window.axe.run();
            const card = document.querySelector("jrp-check").shadowRoot.querySelector(".card");
            return { violations: violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join())]), overflow: card.scrollWidth - card.clientWidth };
          });
          assert.deepEqual(violations, [], code);
          assert.equal(overflow, 0, code);
        }
        if (process.env.JRP_SHOTS) {
          await form.code.fill(CODES.prohibited);
          await form.hasTone("stop");
          await form.page.screenshot({ path: `${process.env.JRP_SHOTS}/${what.replaceAll(" ", "-")}-${lang}.png`, fullPage: true });
        }
      });
    }
  }

  it("is dark only where the page is", async () => {
    const ground = (form) => form.card.evaluate((card) => getComputedStyle(card).backgroundColor);
    const dark = () => bench.browser.newContext({ colorScheme: "dark" });
    const light = await bench.open({ context: await dark() });
    await light.state("idle");
    assert.equal(await ground(light), "rgb(255, 255, 255)");
    const both = await bench.open({ context: await dark(), change: asSchemes, policy: POLICY });
    await both.state("idle");
    assert.equal(await ground(both), "rgb(22, 27, 34)");
  });

  it("tells the state at the field where the card may be out of sight", async () => {
    const context = await bench.browser.newContext({ viewport: { width: 360, height: 740 } });
    const small = await answered(CODES.prohibited, { context });
    const line = small.page.locator("jrp-note[data-small]");
    await shows(line, "涉及禁止类措施，请核实");
    assert.equal(await line.getAttribute("data-tone"), "stop");
    assert.equal(await small.code.getAttribute("aria-describedby"), null);
    await small.code.fill("");
    await small.state("idle");
    assert.equal(await line.count(), 0);
    const wide = await answered(CODES.prohibited);
    assert.equal(await wide.page.locator("jrp-note[data-small]").isVisible(), false);
  });

  it("shows at once that a field was left, before the answer is there", async () => {
    const form = await bench.open({ attributes: { debounce: "60000" } });
    await form.state("idle");
    await form.code.fill(CODES.prohibited);
    assert.equal(await form.card.getAttribute("data-state"), "idle");
    await form.code.blur();
    await form.state("comparing");
  });
});
