// A check from JavaScript, beside a Map of the same codes and a scan of the same JSON.
//
//   JRP_BENCH_N=1000000 npm run bench      records; 20,000 where not said. Needs Rust: the snapshot is built by `jrp`.
import { execFileSync } from "node:child_process";
import { createReadStream, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Roster, TrustAnchors, init } from "jrp";
import { unlisted } from "./codes.mjs";

const count = Number(process.env.JRP_BENCH_N ?? 20_000);
const root = fileURLToPath(new URL("../../../", import.meta.url));
const data = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "bench-web", String(count));
mkdirSync(data, { recursive: true });
const at = (file) => join(data, file);
const jrp = (...options) => execFileSync("cargo", ["run", "--quiet", "--release", "--bin", "jrp", "--", ...options], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
const lists = ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"];
try {
  readFileSync(at("lists.jrp"));
} catch {
  jrp("keygen", "--out", data, "--suite", "ed25519-blake3");
  jrp("synth", "--records", String(count), "--seed", "1", "--out", at("feed.csv"));
  jrp("build", "--feed", at("feed.csv"), "--key", at("jrp.key"), "--person-key", at("person.key"), "--publisher", "bench", "--sequence", "1", "--covers", lists.join(), "--out", at("lists.jrp"));
}

// What a page without JRP would hold: the codes with their rows, as a Map and as JSON text.
const map = new Map();
const rows = [];
let header;
for await (const line of createInterface({ input: createReadStream(at("feed.csv")) })) {
  const cells = line.split(",");
  if (header === undefined) header = cells;
  else {
    const row = Object.fromEntries(header.map((name, at) => [name, cells[at]]));
    if (row.id_kind !== "uscc" || !/^[0-9A-Z]{18}$/.test(row.id)) continue;
    map.set(row.id, row);
    if (rows.length < 20_000) rows.push(row);
  }
}
const codes = [...map.keys()];
const hits = codes.filter((_, at) => at % Math.max(1, Math.floor(codes.length / 1000)) === 0);
const misses = unlisted(1000, (code) => map.has(code));
const scanned = JSON.stringify(rows);

await init();
const bytes = readFileSync(at("lists.jrp"));
const trust = new TrustAnchors([readFileSync(at("jrp.pub"), "utf8")]);
const opening = process.hrtime.bigint();
const roster = Roster.open(bytes, trust);
const opened = Number(process.hrtime.bigint() - opening) / 1e6;
const now = new Date(roster.info.issuedAt);

/** The median of nine rounds, in microseconds a call. */
function median(keys, ask) {
  const rounds = Array.from({ length: 9 }, () => {
    const start = process.hrtime.bigint();
    for (const key of keys) ask(key);
    return Number(process.hrtime.bigint() - start) / 1e3 / keys.length;
  });
  return rounds.sort((a, b) => a - b)[4];
}

/** A register as a host has it: the best of five, for a row costs what it costs. */
function table() {
  const creditCode = Array.from({ length: 100_000 }, (_, row) => (row % 100 === 0 ? hits[row % hits.length] : misses[row % misses.length]));
  const rounds = Array.from({ length: 5 }, () => {
    const start = process.hrtime.bigint();
    roster.checkAll({ scenario: "ZFCG", now, creditCode });
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  return { creditCode, seconds: Math.min(...rounds) };
}

const query = (creditCode) => ({ scenario: "ZFCG", creditCode, now });
const scan = (code) => JSON.parse(scanned).find((row) => row.id === code);
const figures = {
  "check, not listed": median(misses, (code) => roster.check(query(code))),
  "check, listed": median(hits, (code) => roster.check(query(code))),
  "outcome, not listed": median(misses, (code) => roster.outcome(query(code))),
  "outcome, listed": median(hits, (code) => roster.outcome(query(code))),
  "checkJson, not listed": median(misses, (code) => roster.checkJson(query(code))),
  "Map lookup of the code alone": median(misses, (code) => map.get(code)),
  [`parse and scan JSON of ${rows.length} rows`]: median(misses.slice(0, 3), scan),
};
console.log(`${count} records, ${bytes.length} bytes, opened and verified in ${opened.toFixed(0)} ms, Node ${process.version}`);
const { creditCode, seconds } = table();
console.log(`${Math.round(creditCode.length / seconds).toLocaleString("en")} rows/s  checkAll on a column of ${creditCode.length} codes, one in a hundred listed`);
for (const [name, microseconds] of Object.entries(figures)) console.log(`${microseconds.toFixed(2).padStart(12)} us  ${name}`);
