/** Chromium, and a form in it as a test sees it. */

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** No healthy machine needs so long, and a busy one gets there. */
const PATIENCE = Number(process.env.JRP_TEST_PATIENCE ?? 120_000);

export async function launch() {
  const named = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(named)) {
    throw new Error(`${named} is not there; run scripts/setup-web, or name another in CHROMIUM`);
  }
  const browser = await chromium.launch({ executablePath: named, args: FLAGS, timeout: PATIENCE });
  const newContext = browser.newContext.bind(browser);
  // New pages come through here too.
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(PATIENCE);
    return context;
  };
  return browser;
}

/** A page with the form. Texts are read from the element's shadow. */
export class Form {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.card = page.locator("jrp-check .card");
    this.outcome = page.locator("jrp-check .outcome");
    /** What is not folded */
    this.body = page.locator("jrp-check .body");
    this.more = page.locator("jrp-check summary");
    this.foot = page.locator("jrp-check .foot");
    this.code = page.locator("[name=creditCode]");
    this.name = page.locator("[name=name]");
    this.member = page.locator("[name=memberCreditCode]");
  }

  static async open(context, url, now) {
    const page = await context.newPage();
    if (now) {
      await page.addInitScript((text) => (window.now = text), now);
    }
    await page.goto(url);
    return new Form(page);
  }

  /** Waits until the card is in one of these states: "idle", "result", "failed" … */
  state(...states) {
    return until(async () => states.includes(await this.card.getAttribute("data-state")), `state ${states}`);
  }

  async type(code) {
    await this.code.fill(code);
    await this.state("result");
  }

  /** The newest event of a type that `fits`, waited for. */
  async event(type, fits = () => true) {
    let found;
    await until(async () => {
      const events = await this.page.evaluate(() => window.seen.events);
      found = events.filter((event) => event.type === type && fits(event.detail)).pop();
      return found;
    }, type);
    return found.detail;
  }

  /** Waits until the card has this tone: "stop", "warn", "clear" … */
  hasTone(wanted) {
    return until(async () => (await this.card.getAttribute("data-tone")) === wanted, `tone ${wanted}`);
  }

  violations() {
    return this.page.evaluate(() => window.seen.violations);
  }

  refresh() {
    return this.page.evaluate(() => document.querySelector("jrp-check").refresh());
  }
}

/**
 * Waits until a person sees the words there: all of a text, or what a pattern finds. The page settles a moment after
 * the key; on a busy machine, a long one.
 */
export async function shows(part, words) {
  const fits = (text) => (words instanceof RegExp ? words.test(text) : text === words);
  let seen;
  const isShown = async () => fits((seen = await part.innerText()));
  await until(isShown, () => `${words}; the page shows ${JSON.stringify(seen)}`);
}

/** Asks again and again. `what` is a text, or a function that makes one where it was in vain. */
export async function until(isSo, what) {
  const deadline = Date.now() + PATIENCE;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Error(`waited in vain for ${typeof what === "function" ? what() : what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
