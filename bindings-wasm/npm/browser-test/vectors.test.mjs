/** The conformance vectors of the public audience in Chromium, byte for byte; the others must not open here. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { snapshots, vectors } from "../test/fixtures.mjs";
import { launch } from "./support/browser.mjs";
import { builtPackage } from "./support/package.mjs";
import { Site } from "./support/server.mjs";

let browser;
let site;
let page;

before(async () => {
  site = await new Site(builtPackage()).listen();
  browser = await launch();
  page = await browser.newPage();
  site.served.set("/form", Buffer.from("<!doctype html><title>vectors</title>"));
  await page.goto(`${site.url}/form`);
});

after(async () => {
  await browser?.close();
  await site?.close();
});

/** Runs in the page: the answers as text, or the code of the refusal. */
async function answers({ snapshot, key, queries }) {
  const { init, Roster, TrustAnchors } = await import("/jrp/browser.js");
  await init();
  const trust = new TrustAnchors([key]);
  try {
    const bytes = new Uint8Array(await (await fetch(snapshot)).arrayBuffer());
    const roster = Roster.open(bytes, trust);
    const said = queries.map((query) => roster.checkJson(query));
    roster.free();
    return said;
  } catch ({ code }) {
    return code;
  } finally {
    trust.free();
  }
}

describe("vectors in Chromium", () => {
  const opened = [];
  for (const file of readdirSync(vectors).filter((name) => name.endsWith(".json")).sort()) {
    it(file, async () => {
      const text = readFileSync(join(vectors, file), "utf8");
      const { options, queries } = JSON.parse(text);
      const name = file.replace(".json", "");
      site.served.set(`/${name}.jrp`, readFileSync(join(snapshots, `${name}.jrp`)));
      const asked = queries.filter(({ result }) => result !== null).map(({ query }) => query);
      const key = readFileSync(join(snapshots, `${name}.pub`), "utf8");
      const said = await page.evaluate(answers, { snapshot: `/${name}.jrp`, key, queries: asked });
      if (options.audience !== "public") {
        assert.equal(said, "audience-refused");
        return;
      }
      opened.push(file);
      assert.equal(said.length, asked.length);
      for (const json of said) {
        assert.ok(text.includes(`"result": ${json}`), json);
      }
    });
  }
  it("were opened where they are for the public", () => assert.ok(opened.includes("public.json")));
});
