/** Forms in the wild: what the element says belongs to what stands in the form, and nothing slips past it. As Vite builds it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { setUp } from "./support/bench.mjs";
import { shows, until } from "./support/browser.mjs";
import { CODES, NAMES, NOW } from "./support/lists.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const bench = setUp({ bundles: true });
const open = (options = {}) => bench.open({ how: "vite", ...options });

const submit = (form) => form.page.getByRole("button", { name: "提交" }).click();
const isSent = (form) => form.page.waitForURL(/\/sent\?/);
/** A page that must not go away has had every task that could take it. */
const stays = async (form) => {
  await form.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.doesNotMatch(form.page.url(), /\/sent/);
};
const held = (form) => form.page.locator("jrp-check .blocked").waitFor();
/** Writes into an input as a framework does: no event. */
const write = (form, name, value) => form.page.evaluate(([key, text]) => (document.querySelector(`[name=${key}]`).value = text), [name, value]);
const note = (form) => form.page.locator("jrp-note:not([data-small])");

/** Lists of which a part is sent; `send` sends the rest. */
function slowly() {
  let response;
  return {
    lists(request, answer) {
      response = answer;
      answer.writeHead(200, { "Content-Length": bench.lists.first.length });
      answer.write(bench.lists.first.subarray(0, 8192));
    },
    send: () => response.end(bench.lists.first.subarray(8192)),
  };
}

describe("a verdict belongs to the form", () => {
  for (const attributes of [{}, { worker: "" }]) {
    const where = "worker" in attributes ? "in a worker" : "in the page";
    it(`${where}: what a script writes is noticed, and no older answer is told meanwhile`, async () => {
      const form = await open({ attributes });
      await form.state("idle");
      await form.type(CODES.clear);
      const told = await form.page.evaluate((code) => {
        document.querySelector("[name=creditCode]").value = code;
        return document.querySelector("jrp-check").comparison?.outcome;
      }, CODES.prohibited);
      assert.equal(told, "worker" in attributes ? undefined : "prohibited");
      await form.hasTone("stop");
      await write(form, "creditCode", "");
      assert.equal(await form.page.evaluate(() => document.querySelector("jrp-check").comparison), undefined);
      await form.state("idle");
    });

    it(`${where}: a form that a script filled in is compared before it goes out`, async () => {
      const form = await open({ attributes: { "block-submit": "", ...attributes } });
      await form.state("idle");
      await form.type(CODES.clear);
      await form.page.evaluate((code) => {
        document.querySelector("[name=creditCode]").value = code;
        document.querySelector("form button").click();
      }, CODES.prohibited);
      await held(form);
      await stays(form);
      await form.page.evaluate((code) => {
        document.querySelector("[name=creditCode]").value = code;
        document.querySelector("form button").click();
      }, CODES.clear);
      await isSent(form);
    });
  }

  it("an answer does not outlive its lists", async () => {
    const form = await open({ attributes: { "block-submit": "indeterminate" } });
    await form.state("idle");
    await form.type(CODES.clear);
    await form.page.evaluate((now) => window.setNow(now), NOW.expired);
    assert.equal(await form.page.evaluate(() => document.querySelector("jrp-check").comparison.outcome), "indeterminate");
    await submit(form);
    await held(form);
    await stays(form);
  });
});

describe("a submission waits for its answer", () => {
  it("is held while the lists come, says so, and goes on by itself", async () => {
    const { lists, send } = slowly();
    const form = await open({ lists, attributes: { "block-submit": "" } });
    await form.state("downloading");
    await form.code.fill(CODES.clear);
    await submit(form);
    await shows(form.page.locator("jrp-check .waiting"), /已收到提交/);
    await shows(form.page.locator("jrp-check [role=status]"), /已收到提交/);
    await stays(form);
    send();
    await isSent(form);
  });

  it("is held back in the end where the answer says so", async () => {
    const { lists, send } = slowly();
    const form = await open({ lists, attributes: { "block-submit": "" } });
    await form.state("downloading");
    await form.code.fill(CODES.prohibited);
    await submit(form);
    await form.page.locator("jrp-check .waiting").waitFor();
    send();
    await held(form);
    await stays(form);
  });

  it("waits no longer than the page says; what then, block-submit says", async () => {
    for (const wait of ["0", "0.2"]) {
      const out = await open({ lists: slowly().lists, attributes: { "block-submit": "", wait } });
      await out.state("downloading");
      await out.code.fill(CODES.prohibited);
      await submit(out);
      await isSent(out);
      const kept = await open({ lists: slowly().lists, attributes: { "block-submit": "prohibited indeterminate", wait } });
      await kept.state("downloading");
      await kept.code.fill(CODES.clear);
      await submit(kept);
      await shows(kept.page.locator("jrp-check .blocked"), /现在不能完成比对/);
      await stays(kept);
    }
  });

  it("goes out, or not, by the same word where no lists can be had", async () => {
    const lists = Buffer.from("<!doctype html>");
    const form = await open({ lists, attributes: { "block-submit": "prohibited indeterminate" } });
    await form.state("failed");
    await form.code.fill(CODES.clear);
    await submit(form);
    await held(form);
    assert.deepEqual(await form.page.evaluate(() => document.querySelector("jrp-check").settle()), { allowed: false, comparison: undefined });
  });
});

describe("pages that submit by script", () => {
  const settle = (form) => form.page.evaluate(async () => {
    const { allowed, comparison } = await document.querySelector("jrp-check").settle();
    return [allowed, comparison?.outcome];
  });

  it("ask settle(), before the lists are there too", async () => {
    const { lists, send } = slowly();
    const form = await open({ lists, attributes: { "block-submit": "" } });
    await form.state("downloading");
    await write(form, "creditCode", CODES.prohibited);
    const settled = settle(form);
    send();
    assert.deepEqual(await settled, [false, "prohibited"]);
    await write(form, "creditCode", CODES.clear);
    assert.deepEqual(await settle(form), [true, "clear"]);
    await write(form, "creditCode", "");
    assert.deepEqual(await settle(form), [true, undefined]);
  });

  it("do not get past by form.submit()", async () => {
    const form = await open({ attributes: { "block-submit": "" } });
    await form.state("idle");
    await write(form, "creditCode", CODES.prohibited);
    await form.page.evaluate(() => document.querySelector("form").submit());
    await held(form);
    await stays(form);
    await write(form, "creditCode", CODES.clear);
    await form.page.evaluate(() => document.querySelector("form").submit());
    await isSent(form);
  });

  it("have adapters for handlers, rules and layui", async () => {
    const form = await open({ attributes: { "block-submit": "" } });
    await form.state("idle");
    const run = (code) => form.page.evaluate(async (value) => {
      const { guarded, rule, layui } = window.jrp;
      document.querySelector("[name=creditCode]").value = value;
      const check = document.querySelector("jrp-check");
      const ran = await guarded({ current: check }, (values) => values.n + 1)({ n: 1 });
      const said = await rule(() => check).validator().then(() => "passed", ({ message }) => message);
      const layuiRan = await new Promise((resolve) => {
        const handler = layui("jrp-check", () => (resolve("ran"), false));
        if (handler({ form: document.querySelector("form") }) !== false) resolve("not false");
        check.settle().then(() => setTimeout(() => resolve("held")));
      });
      return [ran, said, layuiRan];
    }, code);
    assert.deepEqual(await run(CODES.prohibited), [undefined, "涉及禁止类措施，请核实", "held"]);
    await held(form);
    assert.deepEqual(await run(CODES.clear), [2, "passed", "ran"]);
  });

  for (const off of ["false", "off"]) {
    it(`block-submit="${off}" holds nothing back`, async () => {
      const form = await open({ attributes: { "block-submit": off } });
      await form.state("idle");
      await form.type(CODES.prohibited);
      assert.deepEqual(await settle(form), [true, "prohibited"]);
      await submit(form);
      await isSent(form);
    });
  }
});

describe("dates and gaps are said at the field", () => {
  const faults = (form) => form.page.locator('jrp-note[data-tone="warn"]:not([data-small])');
  const asText = (html) => html.replace('name="deadline" type="date"', 'name="deadline"');

  it("common formats are read", async () => {
    const form = await open({ change: asText, attributes: { scenario: "ZTB" } });
    await form.state("idle");
    await form.type(CODES.debtor);
    const dates = ["2026年11月29日", "2026/11/28", "20261127", "2026-11-26T09:30:00", "2026-11-24T20:00:00Z", "２０２６．１１．２４", "2026-11-23 17:00", "2026年11月22日17时00分"];
    const read = ["2026-11-29", "2026-11-28", "2026-11-27", "2026-11-26", "2026-11-25", "2026-11-24", "2026-11-23", "2026-11-22"];
    for (const [at, text] of dates.entries()) {
      await form.page.locator("[name=deadline]").fill(text);
      assert.equal((await form.event("jrp-comparison", ({ on }) => on === read[at])).outcome, "review", text);
    }
    // A date to come is told, and is not a fault.
    assert.equal(await faults(form).count(), 0);
  });

  it("one that cannot be read is said there, and lets nothing out, whoever is listed or not", async () => {
    const form = await open({ change: asText, attributes: { "block-submit": "" } });
    await form.state("idle");
    await form.type(CODES.clear);
    const deadline = form.page.locator("[name=deadline]");
    for (const text of ["下周五", "2026-02-30", "29/11/2026", "2026-11"]) {
      await deadline.fill(text);
      await shows(note(form), new RegExp(`“${text}”无法识别为日期`));
      await shows(form.outcome, "日期无法识别，请更正");
      await form.hasTone("warn");
      assert.equal(await deadline.getAttribute("aria-invalid"), "true");
      assert.equal(await deadline.getAttribute("aria-describedby"), await note(form).getAttribute("id"));
      await submit(form);
      await shows(form.page.locator("jrp-check .blocked"), /日期无法识别/);
      await stays(form);
    }
    // A prohibition is shown all the same.
    await form.code.fill(CODES.prohibited);
    await form.hasTone("stop");
    await form.code.fill(CODES.clear);
    await deadline.fill("2026年11月29日");
    await form.event("jrp-comparison", ({ on }) => on === "2026-11-29");
    await until(async () => (await faults(form).count()) === 0, "no fault at a field");
    assert.equal(await deadline.getAttribute("aria-invalid"), null);
    await submit(form);
    await isSent(form);
  });

  it("what could not be compared is said at the field in the prompt's words", async () => {
    const form = await open();
    await form.state("idle");
    await form.code.fill("9132990");
    await form.code.blur();
    await form.state("result");
    const prompts = (await form.event("jrp-comparison")).prompts;
    const gap = prompts.find(({ code }) => code === "unreadable-id");
    await until(async () => (await note(form).innerText()).startsWith(gap.text), gap.text);
    assert.equal(await form.code.getAttribute("aria-describedby"), await note(form).getAttribute("id"));
    // After its label, which must not grow by it.
    assert.equal(await form.page.locator("label jrp-note").count(), 0);
    await form.code.fill(CODES.clear);
    await form.hasTone("clear");
    assert.equal(await note(form).count(), 0);
    assert.equal(await form.code.getAttribute("aria-describedby"), null);
    await form.code.fill("");
    await form.name.fill("王芳");
    await form.name.blur();
    await shows(note(form).first(), /请选择主体类别/);
    const described = (await form.name.getAttribute("aria-describedby")).split(" ");
    assert.ok(described.includes(await note(form).first().getAttribute("id")));
  });
});

describe("what is said at a field or above the answer", () => {
  for (const lang of ["zh-CN", "en"]) {
    it(`breaks no rule of accessibility in ${lang}: dates, gaps, held and waiting forms, hints for developers`, async () => {
      const { lists, send } = slowly();
      const change = (html) => html.replace('name="deadline" type="date"', 'name="deadline"').replace("<body>", "<body><main><h1>h</h1>").replace("</body>", "</main></body>");
      const form = await open({ lists, change, attributes: { lang, "block-submit": "", "for-kind": "nothing" } });
      const scan = async (what) => {
        await form.page.evaluate(axe);
        const { violations } = await form.page.evaluate(() => window.axe.run(document));
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`), [], what);
      };
      await form.state("downloading");
      await form.code.fill("9132990");
      await submit(form);
      await form.page.locator("jrp-check .waiting").waitFor();
      await form.page.locator("jrp-check .fault").waitFor();
      await scan("waiting");
      await form.page.locator("[name=deadline]").fill("2026-13-01");
      send();
      await held(form);
      await until(async () => (await note(form).count()) === 2, "two notes");
      await scan("held");
    });
  }
});

describe("lists past their time", () => {
  it("say one thing above a prohibition, and the page decides whether the form goes out", async () => {
    const form = await open({ now: NOW.expired, attributes: { "block-submit": "prohibited indeterminate" } });
    await form.state("idle");
    await form.type(CODES.prohibited);
    await shows(form.outcome, "有记录须核实，尚不能得出结论");
    await shows(form.body, /已过有效期/);
    await submit(form);
    await held(form);
    await stays(form);
    const other = await open({ now: NOW.expired, attributes: { "block-submit": "prohibited" } });
    await other.state("idle");
    await other.type(CODES.prohibited);
    await submit(other);
    await isSent(other);
  });
});

describe("rows that look like addresses", () => {
  it("become no links, and hold the form back like others", async () => {
    const form = await open({ lists: bench.lists.hostile, attributes: { "block-submit": "" } });
    await form.state("idle");
    await form.type(CODES.prohibited);
    await form.hasTone("stop");
    await shows(form.body, /财政局（https:\/\/pay\.evil\.example\/）/);
    await form.page.locator("jrp-check summary").click();
    const { info } = await form.event("jrp-ready");
    const hrefs = await form.page.locator("jrp-check a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    assert.ok(hrefs.length > 1);
    const packs = info.links.map(({ url }) => url);
    assert.deepEqual(hrefs.filter((href) => !packs.includes(href)), []);
    assert.equal(hrefs[0], "https://www.ccgp.gov.cn");
    await submit(form);
    await held(form);
    await stays(form);
  });

  it("nor does a card that cannot be drawn let a form out", async () => {
    const form = await open({ attributes: { "block-submit": "" } });
    await form.state("idle");
    await form.page.evaluate(() => {
      const create = document.createElement;
      document.createElement = function (tag, ...rest) {
        if (tag === "li") throw new TypeError("no more of these");
        return create.call(this, tag, ...rest);
      };
    });
    await form.code.fill(CODES.prohibited);
    await submit(form);
    await shows(form.card, /涉及禁止类措施.*核实之前不能提交/s);
    await stays(form);
    assert.equal((await form.event("jrp-warning")).error.code, "panic");
    assert.equal((await form.event("jrp-comparison")).outcome, "prohibited");
  });
});

describe("what is set up wrongly, or broken, says what it is", () => {
  const fault = (form) => form.page.locator("jrp-check .fault");
  const problems = (form, fits) => form.event("jrp-problem", ({ problems: all }) => fits(all));

  for (const [what, change, code] of [
    ["missing", (html) => html.replace('name="creditCode"', 'name="taxpayer"'), "field-missing"],
    ["disabled", (html) => html.replace('name="creditCode"', 'name="creditCode" disabled'), "field-disabled"],
    ["unnamed, as antd makes them,", (html) => html.replace('name="creditCode"', 'id="basic_creditCode"'), "field-missing"],
  ]) {
    it(`an input that is ${what}: in development on the page, by an event always`, async () => {
      const form = await open({ change });
      await problems(form, ([problem]) => problem?.code === code && problem.name === "creditCode" && problem.role === "for-code");
      await shows(fault(form), /creditCode.*for-code/);
      const live = await open({ change, attributes: { development: "off" } });
      await problems(live, ([problem]) => problem?.code === code);
      await live.state("idle");
      assert.equal(await fault(live).count(), 0);
    });
  }

  it("an input that has an id alone can be named by it, and one that comes later is found", async () => {
    const form = await open({ change: (html) => html.replace('<input name="creditCode">', ""), attributes: { "for-code": "#late" } });
    await problems(form, ([problem]) => problem?.code === "field-missing");
    await form.page.evaluate(() => {
      const input = Object.assign(document.createElement("input"), { id: "late" });
      document.querySelector("form").prepend(input);
    });
    await problems(form, (all) => all.length === 0);
    await form.page.locator("#late").fill(CODES.prohibited);
    await form.hasTone("stop");
    assert.equal(await fault(form).count(), 0);
  });

  const words = (form, pattern) => shows(form.card, pattern);
  const noWasm = (context) => context.route(/\.wasm$/, (route) => route.fulfill({ status: 404, body: "no" }));

  it("no file at the address", async () => {
    const form = await open({ attributes: { snapshot: "/nothing.jrp" } });
    await words(form, /网址上没有名单文件/);
    assert.equal((await form.event("jrp-error")).error.reason, "not-found");
  });

  it("a server with a fault", async () => {
    const form = await open({ lists: (request, response) => response.writeHead(500).end() });
    await words(form, /名单服务器暂时出错/);
  });

  it("no jrp.wasm, in the page and in the worker", async () => {
    for (const attributes of [{}, { worker: "" }]) {
      const context = await bench.browser.newContext();
      await noWasm(context);
      const form = await open({ context, attributes });
      await words(form, /比对程序（jrp\.wasm）未能加载/);
      assert.equal((await form.event("jrp-error")).error.reason, "module");
    }
  });

  it("a policy that forbids WebAssembly, and one that forbids the lists", async () => {
    const strict = "default-src 'self'; script-src 'self'";
    const form = await open({ policy: strict });
    await words(form, /内容安全策略（CSP）不允许/);
    const elsewhere = await open({ policy: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src https://lists.example" });
    await words(elsewhere, /内容安全策略（CSP）不允许/);
  });

  it("a worker that cannot start: the page itself compares, and an event tells", async () => {
    for (const break_ of [
      (context) => context.route(/worker[^/]*\.js$/, (route) => route.fulfill({ status: 404, body: "no" })),
      (context) => context.route(/worker[^/]*\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: "throw new Error('broken')" })),
    ]) {
      const context = await bench.browser.newContext();
      await break_(context);
      const form = await open({ context, attributes: { worker: "", "block-submit": "" } });
      await form.state("idle");
      assert.equal((await form.event("jrp-warning")).error.reason, "worker");
      await form.type(CODES.prohibited);
      await form.hasTone("stop");
    }
  });

  it("a storage that never answers", async () => {
    const context = await bench.browser.newContext();
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => ({});
    });
    const form = await open({ context });
    await form.state("idle");
    await shows(form.foot, /浏览器存储没有响应，名单仅供本次使用/);
    assert.equal((await form.event("jrp-warning")).error.reason, "storage");
    await form.type(CODES.prohibited);
  });
});

describe("Chromium of 2018", () => {
  it("without constructed sheets, requestSubmit and submitters the card is styled and the form held and sent", async () => {
    const context = await bench.browser.newContext();
    await context.addInitScript(() => {
      window.CSSStyleSheet = undefined;
      delete ShadowRoot.prototype.adoptedStyleSheets;
      delete Document.prototype.adoptedStyleSheets;
      delete HTMLFormElement.prototype.requestSubmit;
      delete SubmitEvent.prototype.submitter;
    });
    const { lists, send } = slowly();
    const form = await open({
      context,
      lists,
      how: "classic",
      policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-n1'; connect-src 'self'; form-action 'self'",
      attributes: { "block-submit": "", nonce: "n1" },
      change: (html) => html.replace("<button>提交", '<button name="pressed" value="yes">提交'),
    });
    await form.state("downloading");
    assert.equal(await form.card.evaluate((card) => getComputedStyle(card).borderInlineStartWidth), "4px");
    await form.code.fill(CODES.clear);
    await submit(form);
    await form.page.locator("jrp-check .waiting").waitFor();
    send();
    await form.page.waitForURL(/\/sent\?.*pressed=yes/);
    assert.equal(await form.page.evaluate(() => typeof HTMLFormElement.prototype.requestSubmit), "undefined");
  });
});

describe("the store", () => {
  it("takes the forms of trust that the element takes", async () => {
    const form = await bench.open();
    await form.state("idle");
    bench.site.served.set("/publisher.pub", Buffer.from(bench.lists.pub));
    const bare = bench.lists.pub.replace(/-----[A-Z ]+-----|\s/g, "");
    const trustFile = `jrp-trust 1\nanchor\npublisher 云澜区信用办\nroles records policy\n${bench.lists.pub}`;
    const outcomes = await form.page.evaluate(async ([path, texts, query]) => {
      const { SnapshotStore, SnapshotFile } = await import("/jrp/store/index.js");
      const forms = [...texts.map((trust) => ({ trust })), { trust: [texts[0]] }, { trust: new TextEncoder().encode(texts[1]) }, { trustSrc: "/publisher.pub" }];
      const said = [];
      for (const options of forms) {
        const store = await SnapshotStore.create({ source: new SnapshotFile(path), refreshEvery: 0, ...options });
        await store.refresh();
        said.push((await store.check(query)).outcome);
        store.close();
      }
      return said;
    }, [form.path, [bench.lists.pub, bare, trustFile], { scenario: "ZFCG", creditCode: CODES.prohibited, now: NOW.fresh }]);
    assert.deepEqual(outcomes, Array(6).fill("prohibited"));
  });
});

for (const how of ["vite", "webpack", "classic", "modules"]) {
  describe(`as ${how} builds it`, () => {
    it("the worker runs under the strictest policy and Trusted Types, and answers", async () => {
      const form = await bench.open({ how, attributes: { worker: "", "block-submit": "" } });
      await form.state("idle");
      assert.equal(form.page.workers().length, 1);
      await form.code.fill(CODES.prohibited);
      await submit(form);
      await held(form);
      await form.name.fill(NAMES.prohibited);
      await form.hasTone("stop");
      assert.deepEqual(await form.violations(), []);
      const events = await form.page.evaluate(() => window.seen.events.map(({ type }) => type));
      assert.ok(!events.includes("jrp-warning") && !events.includes("jrp-error"), events.join());
      await until(() => form.page.evaluate(() => document.querySelector("jrp-check").info?.sequence === 1), "info");
    });
  });
}
