/** The examples of docs/FRAMEWORKS.md in Chromium, with the real libraries, built as their makers would build them. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { setUp } from "../../browser-test/support/bench.mjs";
import { Form, until } from "../../browser-test/support/browser.mjs";
import { CODES, NOW } from "../../browser-test/support/lists.mjs";
import { project, vite, webpack4, webpack5 } from "../build.mjs";
import { example, keyOf } from "../snippets.mjs";

/** Pages of these libraries style their elements inline, and Vue as a global compiles templates. */
const POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data:";
const LIB = fileURLToPath(new URL("../node_modules", import.meta.url));

const SAVE = "(bid) => { window.saved = { ...bid }; }";
const VUE3 = `import { createApp } from "vue";\nimport Example from "./Example.vue";\ncreateApp(Example, { save: ${SAVE} }).mount("#app");\n`;
const VUE2 = `import Vue from "vue";\nimport ElementUI from "element-ui";\nimport Example from "./Example.vue";\nVue.use(ElementUI);\nnew Vue({ render: (h) => h(Example, { props: { save: ${SAVE} } }) }).$mount("#app");\n`;
const REACT = `import { createElement } from "react";\nimport { createRoot } from "react-dom/client";\nimport Example from "./Example.jsx";\ncreateRoot(document.getElementById("app")).render(createElement(Example, { save: ${SAVE} }));\n`;

const bench = setUp();
let home;
before(() => {
  home = mkdtempSync(join(tmpdir(), "jrp-frameworks-"));
});
after(() => rmSync(home, { recursive: true, force: true }));

let pages = 0;
async function open(body, { css, lang = "zh-CN" } = {}) {
  pages += 1;
  bench.site.served.set("/lists/latest.jrp", bench.lists.first);
  for (const [name, bytes] of bench.lists.publications[1]) {
    bench.site.served.set(`/lists/${name}`, bytes);
  }
  bench.site.folders.set("/lib/", LIB);
  const style = css ? `<link rel="stylesheet" href="/lib/${css}">` : "";
  const context = await bench.browser.newContext({ locale: lang, viewport: { width: 720, height: 760 } });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW.fresh);
  const form = Object.assign(new Form(page), { faults: [] });
  page.on("pageerror", (error) => form.faults.push(String(error)));
  await page.goto(bench.site.page(`/form-${pages}`, `${style}<body style="margin:24px">${body}`, POLICY));
  return form;
}

/** What somebody at such a page does. `error` is where the library shows that a rule does not hold. */
async function use(form, name, error) {
  const { page } = form;
  const saved = () => page.evaluate(() => window.saved?.creditCode);
  await form.state("idle");
  await form.code.fill(CODES.prohibited);
  await form.code.blur();
  await form.hasTone("stop");
  if (error) {
    await until(async () => /涉及禁止类措施/.test((await page.locator(error).allInnerTexts()).join()), `${error} to tell`);
  }
  await page.getByRole("button", { name: /提\s*交/ }).click();
  await page.locator(error ?? "jrp-check .blocked").first().waitFor();
  if (process.env.JRP_SHOTS) {
    await page.screenshot({ path: join(process.env.JRP_SHOTS, `${name}.png`) });
  }
  assert.equal(await saved(), undefined);
  await form.code.fill(CODES.clear);
  await form.code.blur();
  await form.hasTone("clear");
  await page.getByRole("button", { name: /提\s*交/ }).click();
  await until(async () => (await saved()) === CODES.clear, "what was saved");
  assert.deepEqual(form.faults, []);
}

const BUILT = [
  ["Vue 3 and Element Plus", "vite", "Example.vue", VUE3, ".el-form-item__error", "element-plus/dist/index.css"],
  ["Vue 3 and Element Plus", "webpack 5", "Example.vue", VUE3, ".el-form-item__error", "element-plus/dist/index.css"],
  ["Vue 3 and Ant Design Vue", "vite", "Example.vue", VUE3, ".ant-form-item-explain-error"],
  ["Vue 2.7 and Element UI", "webpack 5", "Example.vue", VUE2, ".el-form-item__error", "element-ui/lib/theme-chalk/index.css"],
  ["React and Ant Design", "vite", "Example.jsx", REACT, ".ant-form-item-explain-error"],
  ["React and Ant Design", "webpack 5", "Example.jsx", REACT, ".ant-form-item-explain-error"],
];

describe("built pages", () => {
  for (const [heading, tool, file, main, error, css] of BUILT) {
    it(`${heading}, by ${tool}`, async () => {
      const name = `${heading} ${tool}`.replaceAll(/\W+/g, "-").toLowerCase();
      const folder = join(home, name);
      project(folder, { [file]: example(heading, { lists: "/lists/", trust: keyOf(bench.lists.pub) }), "main.js": main });
      const out = join(folder, "out");
      await (tool === "vite" ? vite(folder, out) : webpack5(folder, out, { vue: main === VUE2 ? 2 : 3 }));
      bench.site.folders.set("/built/", out);
      await use(await open('<div id="app"></div><script type="module" src="/built/main.js"></script>', { css }), name, error);
    });
  }
});

describe("pages of script tags", () => {
  const SCRIPT = "<script>function save(bid) { window.saved = Object.assign({}, bid); }</script>";

  it("Vue as a global", async () => {
    const body = SCRIPT + example("Vue as a global", { lists: "/lists/", trust: keyOf(bench.lists.pub) });
    await use(await open(body, { css: "element-ui/lib/theme-chalk/index.css" }), "vue-as-a-global");
  });

  it("layui and jQuery", async () => {
    const body = SCRIPT + example("layui and jQuery", { lists: "/lists/", trust: keyOf(bench.lists.pub) });
    const form = await open(body, { css: "layui/dist/css/layui.css" });
    await use(form, "layui-and-jquery");
    await form.code.fill(CODES.prohibited);
    await form.page.evaluate(() => window.jQuery("form").submit());
    await form.page.locator("jrp-check .blocked").waitFor();
    assert.doesNotMatch(form.page.url(), /bids/);
  });

  it("jQuery built by webpack 4, beside the classic script", async () => {
    const main = `const $ = require("jquery");\n$("#save").on("click", JRP.guarded("jrp-check", () => { window.saved = { creditCode: $("[name=creditCode]").val() }; }));\n`;
    const folder = join(home, "webpack4");
    project(folder, { "main.js": main, "package.json": '{ "private": true }' });
    await webpack4(folder, join(folder, "out"));
    bench.site.folders.set("/built/", join(folder, "out"));
    const element = `<jrp-check folder="/lists/" trust="${keyOf(bench.lists.pub)}" scenario="ZFCG" block-submit></jrp-check>`;
    const body = `<form><input name="creditCode">${element}<button type="button" id="save">提交</button></form>`;
    await use(await open(`${body}<script src="/jrp/jrp.classic.js"></script><script src="/built/main.js"></script>`), "webpack4");
  });
});
