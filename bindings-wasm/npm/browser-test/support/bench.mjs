/** What every test file needs: lists, a site, a browser; all closed at the end. */

import { after, before } from "node:test";
import { Form, launch } from "./browser.mjs";
import { builtBundles } from "./bundles.mjs";
import { makeLists } from "./lists.mjs";
import { Site } from "./server.mjs";
import { builtPackage } from "./package.mjs";

/** @param {{ bundles?: boolean }} needs whether pages are asked for that bundlers built */
export function setUp({ bundles = false } = {}) {
  const bench = { browser: undefined, lists: undefined, site: undefined };
  before(async () => {
    bench.lists = makeLists();
    bench.site = await new Site(builtPackage()).listen();
    if (bundles) {
      bench.site.folders.set("/built/", await builtBundles());
    }
    bench.browser = await launch();
  });
  after(async () => {
    await bench.browser?.close();
    await bench.site?.close();
    bench.lists?.remove();
  });
  /** A form on lists of its own, so that tests do not meet; `lists` are the bytes served at first. */
  let pages = 0;
  bench.open = async ({ lists = bench.lists.first, attributes = {}, now, context, how, policy, change } = {}) => {
    pages += 1;
    const path = `/lists-${pages}.jrp`;
    bench.site.served.set(path, lists);
    const url = bench.site.formPage(`/form-${pages}`, {
      snapshot: path,
      trust: bench.lists.pub,
      scenario: "ZFCG",
      debounce: "0",
      ...attributes,
    }, { how, policy, change });
    const own = context ?? (await bench.browser.newContext());
    const form = await Form.open(own, url, now);
    return Object.assign(form, { context: own, url, path, serve: (bytes) => bench.site.served.set(path, bytes) });
  };
  /** The same on a published folder; `publish` serves another state of it. */
  bench.openFolder = async (publication, attributes = {}) => {
    const folder = `/folder-${pages + 1}/`;
    const publish = (files) => {
      for (const path of bench.site.served.keys()) {
        if (path.startsWith(folder)) {
          bench.site.served.delete(path);
        }
      }
      for (const [name, bytes] of files) {
        bench.site.served.set(folder + name, bytes);
      }
    };
    publish(publication);
    const form = await bench.open({ attributes: { folder, ...attributes } });
    return Object.assign(form, { folder, publish });
  };
  return bench;
}
