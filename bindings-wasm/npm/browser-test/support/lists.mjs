/** Snapshots for the tests, made by the `jrp` command: invented subjects, times that stand still. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const checkout = fileURLToPath(new URL("../../../..", import.meta.url));
export const JRP = process.env.JRP ?? join(process.env.CARGO_TARGET_DIR ?? join(checkout, "target"), "debug/jrp");

/** Fresh, past the next update, past the expiry; and before the issue. */
export const NOW = {
  fresh: "2026-11-21T10:00:00+08:00",
  stale: "2026-12-03T10:00:00+08:00",
  expired: "2027-01-15T10:00:00+08:00",
  early: "2026-11-01T10:00:00+08:00",
};

/** Who is on the lists, and who is not. */
export const CODES = {
  prohibited: "91329902MA9BATDJ57",
  debtor: "91329902MAGPM1QY5W",
  wrongCheck: "91329902MA2ARJELXN",
  aeo: "91329902MA2HLPMF11",
  abnormal: "91329902MAH4533P0N",
  clear: "91329902MAD4887N25",
};
export const NAMES = { prohibited: "江州市云澜槿棠纺织有限责任公司", similar: "江州市云澜槿棠纺织有限公司" };

const COVERS = "BK-SXBZXR,BK-ZDSSWF,BK-ZFCGSX,BK-SJYZWF,WT-JYYC,WT-XZCF,RD-AEO";
const HEADER = "list_kind,subject_kind,name,id_kind,id,document_no,authority,listed_on,publish_until,status,record_id";
const ROWS = [
  `BK-ZFCGSX,org,${NAMES.prohibited},uscc,${CODES.prohibited},云澜财采罚〔2026〕1号,云澜区财政局,2026-03-01,2029-02-28,active,a`,
  `BK-SXBZXR,org,江州市云澜翊钧食品有限公司,uscc,${CODES.debtor},（2026）苏9902执2号,云澜区人民法院,2026-06-01,2028-05-31,active,b`,
  `BK-ZFCGSX,org,江州市云澜骞钧装饰工程股份有限公司,uscc,${CODES.wrongCheck},云澜财采罚〔2026〕3号,云澜区财政局,2026-03-01,2029-02-28,active,c`,
  `RD-AEO,org,江州市云澜泓濯商贸有限责任公司,uscc,${CODES.aeo},,江州海关,2026-03-01,2029-02-28,active,d`,
  `WT-JYYC,org,江州市云澜翊澍装饰工程股份有限公司,uscc,${CODES.abnormal},,云澜区市场监督管理局,2026-03-01,,active,e`,
];
/** After the repair of the first. */
const REPAIRED = ROWS.map((row) => (row.endsWith(",a") ? row.replace(",active,", ",repaired,") : row));

/** Names that look like addresses: what a row says must never become a link, nor stop the drawing. */
const HOSTILE = [
  `BK-ZFCGSX,org,江州市 https://a:99999 商贸有限公司,uscc,${CODES.prohibited},https://b:99999/〔2026〕1号,财政局（https://pay.evil.example/）,2026-03-01,2029-02-28,active,a`,
];

/** What another publisher lists. */
const OF_PROVINCE = [
  `BK-ZDSSWF,org,江州市云澜蘅芜物流有限公司,uscc,${CODES.clear},,示例省税务局,2026-03-01,2029-02-28,active,p`,
];

/** What each publication of a folder lists: the second adds a row, the third repairs one. */
const PUBLICATIONS = [ROWS.filter((row) => !row.endsWith(",b")), ROWS, REPAIRED];

/** Everything the tests serve. `ask` puts a question to the command, which answers with the same JSON. */
export function makeLists() {
  const folder = mkdtempSync(join(tmpdir(), "jrp-web-"));
  const at = (name) => join(folder, name);
  const run = (...words) => execFileSync(JRP, words, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const build = ({ name, rows = ROWS, sequence = 1, audience = "public", keys = "keys" }) => {
    writeFileSync(at(`${name}.csv`), `${HEADER}\n${rows.join("\n")}\n`);
    run(
      ...["build", "--feed", `${name}.csv`, "--key", `${keys}/jrp.key`, "--publisher", "云澜区信用办"],
      ...["--region", "329902", "--sequence", String(sequence), "--audience", audience, "--covers", COVERS],
      ...["--issued-at", "2026-11-20T18:00:00+08:00", "--as-of", "2026-11-20", "--possible-names"],
      ...["--next-update", "2026-11-24T18:00:00+08:00", "--expires", "2026-12-31T18:00:00+08:00"],
      ...["--out", `${name}.jrp`],
    );
    return readFileSync(at(`${name}.jrp`));
  };
  /** The folder after each publication: file name → bytes. */
  const publish = (rows, hour, { out = "published", keys = "keys", publisher = "云澜区信用办", region = "329902" } = {}) => {
    writeFileSync(at("published.csv"), `${HEADER}\n${rows.join("\n")}\n`);
    run(
      ...["publish", "--out", out, "--feed", "published.csv", "--key", `${keys}/jrp.key`, "--audience", "public"],
      ...["--publisher", publisher, "--region", region, "--covers", COVERS, "--allow-shrink"],
      ...["--issued-at", `2026-11-20T1${hour}:00:00+08:00`, "--expires", "2026-12-31T18:00:00+08:00"],
    );
    const files = readdirSync(at(out), { withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(files.map(({ name }) => [name, readFileSync(join(at(out), name))]));
  };
  run("keygen", "--out", "keys");
  run("keygen", "--out", "others", "--suite", "ed25519-blake3");
  const lists = {
    pub: readFileSync(at("keys/jrp.pub"), "utf8"),
    first: build({ name: "first" }),
    second: build({ name: "second", rows: REPAIRED, sequence: 2 }),
    secondAgain: build({ name: "second-again", sequence: 2 }),
    government: build({ name: "government", audience: "government", sequence: 3 }),
    publications: PUBLICATIONS.map((rows, hour) => publish(rows, hour)),
    province: publish(OF_PROVINCE, 0, { out: "province", keys: "others", publisher: "示例省信用办", region: "329900" }),
    provincePub: readFileSync(at("others/jrp.pub"), "utf8"),
    hostile: build({ name: "hostile", rows: HOSTILE, sequence: 5 }),
    stranger: build({ name: "stranger", keys: "others", sequence: 4 }),
    ask(...words) {
      const check = ["check", "--snapshot", "first.jrp", "--trust", "keys/jrp.pub", "--now", NOW.fresh, "--json"];
      try {
        return run(...check, ...words).toString().trim();
      } catch (error) {
        return error.stdout.toString().trim();
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return lists;
}

/** One byte in the middle, altered. */
export function tampered(bytes) {
  const copy = Buffer.from(bytes);
  copy[copy.length >> 1] ^= 1;
  return copy;
}
