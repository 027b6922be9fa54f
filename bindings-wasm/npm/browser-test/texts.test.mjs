/** The element's own words: both languages, the same placeholders, nothing that policy/README.md rules out. */

import assert from "node:assert/strict";
import { it } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { builtPackage } from "./support/package.mjs";

const { TEXTS, sayError } = await import(pathToFileURL(join(builtPackage(), "element/texts.js")).href);

const RULED_OUT = /失信人|老赖|黑名单企业|信用良好|自动拒绝|系统已否决|评分|good credit|automatically rejected|score/i;

it("every text has two languages with the same placeholders, and no word that is ruled out", () => {
  assert.ok(Object.keys(TEXTS).length > 40);
  const placeholders = (text) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, [zh, en]] of Object.entries(TEXTS)) {
    assert.doesNotMatch(en, /\p{Script=Han}/u, key);
    assert.deepEqual(placeholders(zh), placeholders(en), key);
    assert.doesNotMatch(zh + en, RULED_OUT, key);
  }
});

it("an error without words of its own is told with its code", () => {
  assert.match(sayError("zh-CN", "panic"), /panic/);
  assert.match(sayError("en", "digest-mismatch"), /failed the check of its signature or content/);
});
