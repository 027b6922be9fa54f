// The same check in Chromium, on the organisations of the same feed: a browser takes files for the public only. Run after
// check.mjs, which leaves the feed and the keys.
import { execFileSync } from "node:child_process";
import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { launch } from "../browser-test/support/browser.mjs";
import { builtPackage } from "../browser-test/support/package.mjs";
import { Site } from "../browser-test/support/server.mjs";
import { unlisted } from "./codes.mjs";

const count = Number(process.env.JRP_BENCH_N ?? 20_000);
const root = fileURLToPath(new URL("../../../", import.meta.url));
const at = (file) => join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "bench-web", String(count), file);
try {
  readFileSync(at("public.jrp"));
} catch {
  const options = ["build", "--feed", at("feed.csv"), "--key", at("jrp.key"), "--publisher", "bench", "--sequence", "1", "--audience", "public"];
  const lists = ["--covers", "BK-SXBZXR,BK-ZDSSWF,BK-ZFCGSX", "--out", at("public.jrp")];
  execFileSync("cargo", ["run", "--quiet", "--release", "--bin", "jrp", "--", ...options, ...lists], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}

// Codes of organisations that some row of a public list names, and as many that none does.
const codes = new Set();
for await (const line of createInterface({ input: createReadStream(at("feed.csv")) })) {
  const [list, kind, , , , code] = line.split(",");
  if (kind === "org" && list === "BK-SXBZXR" && /^[0-9A-Z]{18}$/.test(code)) codes.add(code);
}
const hits = [...codes].filter((_, place) => place % Math.max(1, Math.floor(codes.size / 1000)) === 0);
const misses = unlisted(1000, (code) => codes.has(code));

const site = await new Site(builtPackage()).listen();
site.served.set("/public.jrp", readFileSync(at("public.jrp")));
site.served.set("/form-bench", Buffer.from("<!doctype html><title>bench</title>"));
const browser = await launch();
const page = await (await browser.newContext()).newPage();
await page.goto(`${site.url}/form-bench`);
const told = await page.evaluate(
  async ([pub, hits, misses]) => {
    const { Roster, TrustAnchors, init } = await import("/jrp/browser.js");
    await init();
    const bytes = new Uint8Array(await (await fetch("/public.jrp")).arrayBuffer());
    const opening = performance.now();
    const roster = Roster.open(bytes, new TrustAnchors([pub]));
    const opened = performance.now() - opening;
    const now = new Date(roster.info.issuedAt);
    /** The median of nine rounds, in microseconds a call. */
    const median = (keys, ask) => {
      const rounds = Array.from({ length: 9 }, () => {
        const start = performance.now();
        for (const creditCode of keys) ask({ scenario: "ZFCG", creditCode, now });
        return ((performance.now() - start) * 1e3) / keys.length;
      });
      return rounds.sort((a, b) => a - b)[4];
    };
    const check = (query) => roster.check(query);
    const outcome = (query) => roster.outcome(query);
    const creditCode = Array.from({ length: 100_000 }, (_, row) => (row % 100 === 0 ? hits[row % hits.length] : misses[row % misses.length]));
    const rounds = Array.from({ length: 5 }, () => {
      const start = performance.now();
      roster.checkAll({ scenario: "ZFCG", now, creditCode });
      return performance.now() - start;
    });
    const figures = {
      "check, not listed": median(misses, check),
      "check, listed": median(hits, check),
      "outcome, not listed": median(misses, outcome),
      "outcome, listed": median(hits, outcome),
    };
    return { opened, size: bytes.length, figures, rows: creditCode.length / (Math.min(...rounds) / 1e3) };
  },
  [readFileSync(at("jrp.pub"), "utf8"), hits, misses],
);
const { opened, size, rows } = told;
console.log(`for the public ${size} bytes, opened and verified in ${opened.toFixed(0)} ms, Chromium ${browser.version()}`);
console.log(`${Math.round(rows).toLocaleString("en")} rows/s  checkAll on a column of codes, one in a hundred listed`);
for (const [name, microseconds] of Object.entries(told.figures)) console.log(`${microseconds.toFixed(2).padStart(12)} us  ${name}`);
await browser.close();
await site.close();
