/** The demo site: language, consortium rows, samples. None of this is needed to use `<jrp-check>`. */

import { SAMPLES } from "./samples.js";
import { CHINESE, ENGLISH } from "./words.js";

const chinese = { ...CHINESE };
for (const element of document.querySelectorAll("[data-say]")) {
  chinese[element.dataset.say] ??= element.textContent;
}
chinese.crumbs = "当前位置";

const say = (key, values = {}) => {
  const text = (document.documentElement.lang === "en" ? ENGLISH : chinese)[key] ?? chinese[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
};

function translate() {
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say(element.dataset.say, { number: element.dataset.number });
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label, { number: element.dataset.number }));
  }
  for (const check of document.querySelectorAll("jrp-check")) {
    check.setAttribute("lang", document.documentElement.lang);
  }
  const title = document.querySelector("h1")?.textContent;
  document.title = `${title} - ${say("site")}`;
}

function setLanguage(lang) {
  document.documentElement.lang = lang;
  document.querySelector("[data-language]").textContent = lang === "en" ? "中文" : "English";
  for (const anchor of document.querySelectorAll("a[href$='.html'], a[href='./'], a[href*='?lang=en']")) {
    const address = new URL(anchor.href);
    address.search = lang === "en" ? "?lang=en" : "";
    anchor.href = address.href;
  }
  translate();
}

document.querySelector("[data-language]").addEventListener("click", () => {
  const lang = document.documentElement.lang === "en" ? "zh-CN" : "en";
  const address = new URL(location.href);
  address.search = lang === "en" ? "?lang=en" : "";
  history.replaceState(null, "", address);
  setLanguage(lang);
});

const form = document.querySelector("form");
const members = document.querySelector("[data-members]");

function addMember(code = "") {
  const number = members.children.length + 1;
  const row = document.createElement("div");
  row.className = "member";
  const input = document.createElement("input");
  Object.assign(input, { name: "memberCreditCode", className: "code", maxLength: 40, value: code, spellcheck: false });
  input.autocomplete = "off";
  Object.assign(input.dataset, { label: "member", number });
  const remove = document.createElement("button");
  Object.assign(remove, { type: "button", className: "remove" });
  remove.dataset.say = "remove-member";
  remove.addEventListener("click", () => {
    row.remove();
    changed();
  });
  row.append(input, remove);
  members.append(row);
  translate();
  return input;
}

/** The element looks at the form again. */
function changed() {
  document.querySelector("jrp-check")?.check();
}

function fill(sample) {
  form.reset();
  form.elements.name.value = sample.name;
  form.elements.creditCode.value = sample.code;
  members?.replaceChildren();
  for (const code of sample.members ?? []) {
    addMember(code);
  }
  for (const box of form.querySelectorAll("input[name=condition]")) {
    box.checked = (sample.conditions ?? []).includes(box.value);
  }
  setToday();
  changed();
}

function setToday() {
  const inBeijing = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });
  for (const input of document.querySelectorAll("[data-today]")) {
    input.value = inBeijing.format(new Date());
  }
}

if (form) {
  document.querySelector("[data-add-member]")?.addEventListener("click", () => addMember().focus());
  const receipt = document.querySelector("[data-receipt]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    receipt.dataset.say = "receipt";
    receipt.textContent = say("receipt");
  });
  form.addEventListener("input", () => {
    delete receipt.dataset.say;
    receipt.textContent = "";
  });
  form.addEventListener("reset", () => {
    members?.replaceChildren();
    setTimeout(setToday);
  });
  const list = document.querySelector("[data-samples]");
  for (const sample of SAMPLES[list.dataset.samples]) {
    const button = document.createElement("button");
    button.type = "button";
    const title = document.createElement("span");
    title.dataset.say = sample.key;
    const code = document.createElement("code");
    code.textContent = sample.code || sample.name;
    button.append(title, code);
    button.addEventListener("click", () => fill(sample));
    list.append(button);
  }
  setToday();
}

/** The page loads without a network too; see offline.js. */
function keepForOffline() {
  const policy = window.trustedTypes?.createPolicy("site", { createScriptURL: (address) => address });
  const address = "offline.js";
  navigator.serviceWorker?.register(policy?.createScriptURL(address) ?? address).catch(() => {});
}

keepForOffline();
setLanguage(new URL(location.href).searchParams.get("lang") === "en" ? "en" : "zh-CN");
