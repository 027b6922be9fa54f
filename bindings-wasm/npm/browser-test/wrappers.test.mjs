/** `jrp/vue` and `jrp/react`, as Vite builds them, under the strict policy. The frameworks' own form libraries: frameworks/. */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { renderToString as renderReact } from "react-dom/server";
import { renderToString as renderVue } from "vue/server-renderer";
import { setUp } from "./support/bench.mjs";
import { Form, until } from "./support/browser.mjs";
import { onServer } from "./support/bundles.mjs";
import { CODES, NOW } from "./support/lists.mjs";
import { POLICY } from "./support/server.mjs";

const bench = setUp({ bundles: true });

/** The framework's page; `props` are those of its component, `markup` what a server has put there. */
async function open(framework, props = {}, { script = framework, markup = () => "" } = {}) {
  bench.site.served.set("/lists.jrp", bench.lists.first);
  const all = { snapshot: "/lists.jrp", trust: bench.lists.pub, scenario: "ZFCG", debounce: 0, ...props };
  const url = bench.site.page(`/form-${script}`, `<div id="app">${await markup(all)}</div><script type="module" src="/built/vite/${script}.js"></script>`,
    // Vue 3 asks for a policy of its own for what it writes as markup.
    framework === "vue" ? `${POLICY} vue` : POLICY);
  const page = await (await bench.browser.newContext()).newPage();
  await page.clock.setFixedTime(NOW.fresh);
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.addInitScript((given) => {
    window.props = given;
    new MutationObserver(() => (window.first ??= document.querySelector("jrp-check"))).observe(document, { subtree: true, childList: true });
  }, all);
  await page.goto(url);
  const shows = (id, text) => {
    let seen;
    return until(async () => (seen = await page.locator(id).innerText()) === text, () => `${text} in ${id}, which shows ${seen}`);
  };
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  return Object.assign(new Form(page), { faults, shows, press, told: (text) => shows("#told", text), said: (text) => shows("#said", text) });
}

/** What a server makes of a page. */
const RENDER = { vue: renderVue, react: async (page) => renderReact(page) };

for (const framework of ["vue", "react"]) {
  describe(`jrp/${framework}`, () => {
    it("tells the answer for what stands in the form, and none where there is none", async () => {
      const form = await open(framework);
      await form.told("true none");
      await form.code.fill(CODES.prohibited);
      await form.told("true prohibited");
      assert.equal(await form.page.evaluate(() => window.heard), "prohibited");
      // The framework writes into the input, and no event is raised.
      await form.page.evaluate((code) => window.fill(code), CODES.clear);
      await form.told("true clear");
      await form.page.evaluate(() => window.fill(""));
      await form.told("true none");
      assert.deepEqual(form.faults, []);
    });

    it("runs a handler, and lets a form out, only where block-submit allows it", async () => {
      const form = await open(framework, { blockSubmit: ["prohibited", "indeterminate"] });
      await form.code.fill(CODES.prohibited);
      await form.press("send");
      await form.page.locator("jrp-check .blocked").waitFor();
      await form.press("native");
      await form.press("rule");
      await form.said("涉及禁止类措施，请核实");
      assert.doesNotMatch(form.page.url(), /sent/);
      await form.code.fill(CODES.clear);
      await form.press("send");
      await form.said("sent bid");
      await form.press("rule");
      await form.said("holds");
      await form.press("native");
      await form.page.waitForURL(/\/sent\?/);
    });

    it("writes properties as attributes, and takes none for a method of its name", async () => {
      const form = await open(framework, { print: true, refresh: 0, worker: false, development: false, conditions: ["document", "guide"] });
      await form.told("true none");
      const seen = await form.page.evaluate(() => {
        const element = window.element();
        const names = ["print", "refresh", "worker", "development", "conditions", "trust-src"];
        return [...names.map((name) => element.getAttribute(name)), typeof element.print, typeof element.refresh];
      });
      assert.deepEqual(seen, ["", "0", null, "off", "document guide", null, "function", "function"]);
    });

    it("may come and go", async () => {
      const form = await open(framework);
      await form.code.fill(CODES.prohibited);
      await form.told("true prohibited");
      await form.press("toggle");
      await form.told("false none");
      await form.press("toggle");
      await form.told("true prohibited");
      assert.deepEqual(form.faults, []);
    });

    it("takes over what a server has rendered", async () => {
      const script = `hydrate-${framework}`;
      const { page } = await onServer(`${script}.mjs`);
      let html;
      const markup = async (check) => (html = await RENDER[framework](page(check)));
      const form = await open(framework, {}, { script, markup });
      assert.match(html, /<jrp-check [^>]*scenario="ZFCG"/);
      await form.told("true none");
      await form.code.fill(CODES.prohibited);
      await form.told("true prohibited");
      await form.hasTone("stop");
      // Another element in its place would have fetched the lists anew.
      assert.equal(await form.page.evaluate(() => window.first === document.querySelector("jrp-check")), true);
      assert.equal(await form.page.locator("jrp-check").count(), 1);
      assert.deepEqual(form.faults, []);
    });

    it("says why no lists can be asked", async () => {
      const form = await open(framework, { trust: "nobody's" });
      await form.page.locator("#told", { hasText: "false none" }).waitFor();
      await form.state("failed");
      assert.match(await form.page.locator("#told").innerText(), /^false none [a-z-]+$/);
    });
  });
}
