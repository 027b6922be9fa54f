/** Lists made on this device: `maker.wasm` turns a feed into a signed snapshot. */

const DAY = 86_400_000;

let loading;

function maker() {
  loading ??= fetch(new URL("maker.wasm", import.meta.url))
    .then((response) => {
      if (!response.ok) throw new Error(`maker.wasm: ${response.status}`);
      return response.arrayBuffer();
    })
    .then((bytes) => WebAssembly.instantiate(bytes, {}))
    .then(({ instance }) => instance.exports);
  return loading;
}

/** A file of the site. */
async function textOf(name) {
  const response = await fetch(new URL(name, import.meta.url));
  return response.text();
}

/** What the lists cover; those that the matters of the demo ask for, and that a browser may hold. */
const covers = textOf("covers.txt");

/** The feed of the demo with dates around today: `{day -240}` is a date, `{year -240}` its year. */
export async function feedOfToday() {
  const template = await textOf("lists.csv");
  const inBeijing = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });
  return template.replace(/\{(day|year) ([+-]\d+)\}/g, (_, what, distance) => {
    const day = inBeijing.format(Date.now() + Number(distance) * DAY);
    return what === "day" ? day : day.slice(0, 4);
  });
}

/** Makes a signed snapshot of a feed, with a key that signs nothing else. Throws the sentence that says why it cannot. */
export async function makeLists(feed) {
  const { push, make, take } = await maker();
  const seed = Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  for (const byte of new TextEncoder().encode([now, seed, (await covers).trim(), feed].join("\0"))) push(byte);
  const isMade = make() !== 0;
  const bytes = [];
  for (let byte = take(); byte >= 0; byte = take()) bytes.push(byte);
  const all = Uint8Array.from(bytes);
  const text = (part) => new TextDecoder().decode(part);
  if (!isMade) throw new Error(text(all));
  const keyEnd = all.indexOf(0);
  const reportEnd = all.indexOf(0, keyEnd + 1);
  return {
    trust: text(all.subarray(0, keyEnd)),
    report: JSON.parse(text(all.subarray(keyEnd + 1, reportEnd))),
    snapshot: URL.createObjectURL(new Blob([all.subarray(reportEnd + 1)])),
  };
}

/** Lets every element of the page ask these lists. */
export function useLists({ trust, snapshot }) {
  for (const check of document.querySelectorAll("jrp-check")) {
    const former = check.getAttribute("snapshot");
    check.setAttribute("trust", trust);
    check.setAttribute("snapshot", snapshot);
    if (former?.startsWith("blob:")) URL.revokeObjectURL(former);
  }
}
