// The pictures of docs/images: the forms of `jrp demo --web` in Chromium. `scripts/screenshots` builds what this needs.
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch, until } from "../browser-test/support/browser.mjs";
import { startDemo } from "../browser-test/support/demo.mjs";

const images = fileURLToPath(new URL("../../../docs/images/", import.meta.url));
/** Larger files do not belong into a repository. */
const LIMIT = 150_000;

const DESKTOP = { width: 1200, height: 1120 };
const TELEPHONE = { width: 390, height: 844 };

/** Name, page, sample, window; `to` is what stands at its top. */
const FORMS = [
  { name: "procurement", path: "procurement.html", sample: "sample-procurement-list", viewport: DESKTOP },
  { name: "tender", path: "tender.html", sample: "sample-member", viewport: { width: 1200, height: 1290 } },
  { name: "telephone", path: "procurement.html", sample: "sample-name", viewport: TELEPHONE, to: "#members-label" },
];

/** The states side by side: scenario and code. */
const STATES = [
  ["ZFCG", "91329902MAGPM1QY5W"],
  ["ZTB", "91329902MAGPM1QY5W"],
  ["ZFCG", ""],
  ["XZXK", "91329902MA2HLPMF11"],
  ["XZXK", "91329902MAH4533P0N"],
  ["ZFCG", "91329902MAD4887N25"],
];

const demo = await startDemo();
const browser = await launch();
mkdirSync(images, { recursive: true });
try {
  for (const [lang, suffix, query] of [["zh-CN", "zh", ""], ["en", "en", "?lang=en"]]) {
    for (const { name, path, sample, viewport, to = "body" } of FORMS) {
      const page = await open(path + query, viewport, lang);
      await answered(page, ["idle"]);
      await page.locator(`.samples button:has([data-say=${sample}])`).click();
      await answered(page, ["result"]);
      await page.mouse.move(0, 0);
      await page.locator(to).evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 20));
      await save(page, `${name}-${suffix}.png`);
    }
    const page = await open(`procurement.html${query}`, { width: 1200, height: 1180 }, lang);
    await page.evaluate(showStates, { states: STATES, lang });
    await answered(page, ["idle", "result"], STATES.length);
    await save(page, `states-${suffix}.png`, true);
  }
} finally {
  await browser.close();
  demo.stop();
}

async function open(path, viewport, locale) {
  const page = await browser.newPage({ viewport, locale });
  await page.goto(demo.url + path);
  return page;
}

async function answered(page, states, count = 1) {
  const cards = page.locator("jrp-check .card");
  await until(async () => {
    const now = await cards.evaluateAll((all) => all.map((card) => card.getAttribute("data-state")));
    return now.length === count && now.every((state) => states.includes(state));
  }, states.join(" or "));
}

async function save(page, file, whole = false) {
  const path = images + file;
  const shot = whole ? page.locator("main") : page;
  await shot.screenshot({ path, animations: "disabled" });
  execFileSync("pngquant", ["--force", "--strip", "--ext", ".png", "128", path]);
  const { size } = statSync(path);
  console.log(`docs/images/${file}: ${size} bytes`);
  if (size > LIMIT) {
    throw new Error(`${file} has more than ${LIMIT} bytes; make its window smaller`);
  }
}

/** Runs in the page: one form for each state, in two columns. */
function showStates({ states, lang }) {
  const main = document.querySelector("main");
  const model = document.querySelector("jrp-check");
  main.textContent = "";
  Object.assign(main.style, { columns: "2", columnGap: "20px", padding: "20px 24px 6px" });
  for (const [scenario, code] of states) {
    const form = document.createElement("form");
    Object.assign(form.style, { breakInside: "avoid", paddingBottom: "14px" });
    const input = document.createElement("input");
    Object.assign(input, { name: "creditCode", type: "hidden", value: code });
    const check = model.cloneNode();
    check.setAttribute("scenario", scenario);
    check.setAttribute("lang", lang);
    form.append(input, check);
    main.append(form);
  }
}
