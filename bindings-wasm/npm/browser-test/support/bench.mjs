/** What every test file needs: lists, a site, a browser; all closed at the end. */

import { after, before } from "node:test";
import { Form, launch } from "./browser.mjs";
import { makeLists } from "./lists.mjs";
import { Site } from "./server.mjs";
import { builtPackage } from "./package.mjs";

export function setUp() {
  const bench = { browser: undefined, lists: undefined, site: undefined };
  before(async () => {
    bench.lists = makeLists();
    bench.site = await new Site(builtPackage()).listen();
    bench.browser = await launch();
  });
  after(async () => {
    await bench.browser?.close();
    await bench.site?.close();
    bench.lists?.remove();
  });
  /** A form on lists of its own, so that tests do not meet; `lists` are the bytes served at first. */
  let pages = 0;
  bench.open = async ({ lists = bench.lists.first, attributes = {}, now, context } = {}) => {
    pages += 1;
    const path = `/lists-${pages}.jrp`;
    bench.site.served.set(path, lists);
    const url = bench.site.formPage(`/form-${pages}`, {
      snapshot: path,
      trust: bench.lists.pub,
      scenario: "ZFCG",
      debounce: "0",
      ...attributes,
    });
    const own = context ?? (await bench.browser.newContext());
    const form = await Form.open(own, url, now);
    return Object.assign(form, { context: own, url, path, serve: (bytes) => bench.site.served.set(path, bytes) });
  };
  return bench;
}
