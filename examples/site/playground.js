/** Lists to be edited: every change of the feed becomes a new signed snapshot, which the form is compared with. */

import { feedOfToday, makeLists, useLists } from "./maker.js";

const feed = document.querySelector("#feed");
const told = document.querySelector("[data-told]");
const scenario = document.querySelector("#scenario");
const check = document.querySelector("jrp-check");

async function make() {
  try {
    const lists = await makeLists(feed.value);
    useLists(lists);
    tell(lists.report);
  } catch (error) {
    told.dataset.tone = "stop";
    told.textContent = error.message;
  }
}

function tell({ loaded, refused }) {
  const english = document.documentElement.lang === "en";
  const lines = [english ? `${loaded} rows loaded` : `已载入 ${loaded} 行`];
  for (const { row, column, reason } of refused) {
    lines.push(english ? `row ${row}: ${reason}` : `第 ${row} 行（${column}）：${reason}`);
  }
  told.dataset.tone = refused.length > 0 ? "warn" : "good";
  told.textContent = lines.join("\n");
}

feed.value = await feedOfToday();
await make();
await import("./jrp/element/index.js");

document.querySelector("[data-make]").addEventListener("click", make);
scenario.addEventListener("change", () => check.setAttribute("scenario", scenario.value));
