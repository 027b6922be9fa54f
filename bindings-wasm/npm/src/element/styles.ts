/** How the element looks. Every colour and measure that a page may want to change is a custom property. */

import { PALETTE_CSS } from "./palette.js";

const TONES = ["stop", "warn", "info", "good", "clear"];

export const CARD_CSS = `${PALETTE_CSS}
:host {
  --_radius: var(--jrp-radius, 8px);
  display: block;
  contain: inline-size;
  container-type: inline-size;
  color: var(--_text);
  font-size: var(--jrp-font-size, 14px);
  line-height: 1.65;
  text-align: start;
}
:host([hidden]) { display: none; }

.card {
  --_tone: var(--_muted);
  --_tint: var(--_quiet-tint);
  box-sizing: border-box;
  min-block-size: var(--jrp-reserved-height, 8.5rem);
  display: flex;
  flex-direction: column;
  background: var(--_ground);
  border: 1px solid var(--_line);
  border-inline-start: 4px solid var(--_tone);
  border-radius: var(--_radius);
  overflow: hidden;
  overflow-wrap: anywhere;
}
.card[data-tone="quiet"] { border-inline-start-color: var(--_quiet); }
${TONES.map((tone) => `.card[data-tone="${tone}"] { --_tone: var(--_${tone}); --_tint: var(--_${tone}-tint); }`).join("\n")}
.card:focus { outline: none; }
.card:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }

.head {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 2px 8px;
  padding: 9px 14px;
  background: var(--_tint);
}
.icon {
  inline-size: 20px;
  block-size: 20px;
  flex: none;
  fill: none;
  stroke: var(--_tone);
  stroke-width: 1.8;
  stroke-linecap: round;
  stroke-linejoin: round;
}
.outcome { flex: 1 1 12em; min-inline-size: 0; color: var(--_tone); font-size: 1.08em; font-weight: 600; line-height: 1.4; }
.title { margin-inline-start: auto; flex: none; color: var(--_muted); font-size: 0.86em; }

.body { flex: 1; padding: 10px 14px; }
.body > :first-child { margin-block-start: 0; }
.body > :last-child { margin-block-end: 0; }
p { margin: 0 0 8px; }
.quiet { color: var(--_muted); }

.fault { font-weight: 400; border-style: dashed; }
.repair { color: var(--_muted); font-size: 0.93em; }

.act { font-weight: 600; }
.facts { margin: 0 0 10px; }
.facts dd { font-weight: 500; }
.official + .official { display: block; }

.prompts { margin: 0; padding: 0; list-style: none; }
.prompt { display: flex; gap: 10px; align-items: baseline; margin: 0 0 8px; }
.prompt[data-minor] { color: var(--_muted); font-size: 0.93em; }
.prompt p { margin: 0; flex: 1; min-inline-size: 0; }
.level {
  flex: none;
  min-inline-size: 2em;
  padding: 0 6px;
  border: 1px solid currentColor;
  border-radius: 4px;
  font-size: 0.86em;
  font-weight: 600;
  text-align: center;
}
.card:lang(en) .level { min-inline-size: 5.4em; }
.whole { white-space: nowrap; }
${TONES.map((tone) => `.level[data-level="${tone}"] { color: var(--_${tone}); }`).join("\n")}

a { color: var(--_accent); text-underline-offset: 2px; }
a:focus-visible, button:focus-visible, summary:focus-visible {
  outline: 2px solid var(--_accent);
  outline-offset: 2px;
  border-radius: 2px;
}
.official { font-weight: 600; }
.blocked, .waiting, .fault {
  padding: 8px 10px;
  border: 1px solid var(--_tone);
  border-radius: 6px;
  background: var(--_tint);
  font-weight: 600;
}

details { margin-block-start: 8px; }
summary { cursor: pointer; color: var(--_accent); }
.records { margin: 6px 0 0; padding: 0; list-style: none; }
.record { padding: 8px 0; border-block-start: 1px solid var(--_line); }
dl { display: grid; grid-template-columns: fit-content(40%) minmax(0, 1fr); gap: 2px 12px; margin: 0; }
@container (max-width: 15em) {
  dl { grid-template-columns: minmax(0, 1fr); }
  dd + dt { margin-block-start: 4px; }
  .prompt { flex-direction: column; gap: 2px; }
  .level { align-self: flex-start; }
}
dt { color: var(--_muted); }
dd { margin: 0; }

progress { inline-size: 100%; block-size: 8px; accent-color: var(--_accent); }

.foot {
  display: flex;
  flex-wrap: wrap;
  gap: 2px 14px;
  padding: 7px 14px;
  border-block-start: 1px solid var(--_line);
  color: var(--_muted);
  font-size: 0.86em;
}
.foot:empty { display: none; }
.state { color: var(--_warn); font-weight: 600; }
button {
  font: inherit;
  color: var(--_accent);
  background: var(--_ground);
  border: 1px solid currentColor;
  border-radius: 6px;
  padding: 4px 14px;
  cursor: pointer;
}

button:disabled { color: var(--_muted); cursor: not-allowed; }
.reason { display: grid; gap: 4px; justify-items: start; margin-block: 0 10px; }
.reason label { font-weight: 600; }
.reason p { margin: 0 0 4px; font-size: 0.93em; }
textarea {
  box-sizing: border-box;
  inline-size: 100%;
  padding: 6px 8px;
  font: inherit;
  color: var(--_text);
  background: var(--_ground);
  border: 1px solid var(--_muted);
  border-radius: 6px;
  resize: vertical;
}
textarea:focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px; }

.paper { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 10px; }

.unseen {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

@media (prefers-reduced-motion: no-preference) {
  .card, .head { transition: background-color 0.15s, border-color 0.15s; }
}
@media (forced-colors: active) {
  .card { border-inline-start-width: 6px; }
  .icon { stroke: CanvasText; }
  .blocked { border-width: 2px; }
}
@media print {
  .card { min-block-size: 0; }
}
`;

/** A line at a field. It stands in the page, so it takes the page's fonts. */
export const NOTE_CSS = `${PALETTE_CSS}
:host { display: block; margin-block: 4px 0; font-size: 0.9em; line-height: 1.5; color: var(--_warn); overflow-wrap: anywhere; }
${TONES.map((tone) => `:host([data-tone="${tone}"]) { color: var(--_${tone}); }`).join("\n")}
:host([data-tone="quiet"]) { color: var(--_muted); }
:host([data-small]) { display: none; font-weight: 600; }
@media (max-width: 640px) { :host([data-small]) { display: block; } }
@media print { :host { display: none; } }
`;

const shared = new Map<string, CSSStyleSheet>();

/**
 * Styles a shadow. A constructed sheet, shared by all, needs no exception from a Content-Security-Policy. Chromium before
 * 73 has none: there a `style` element stands in, with the `nonce` that the page gives the element for its policy.
 */
export function applyStyles(root: ShadowRoot, css: string, host: HTMLElement): void {
  const sheet = constructed(css);
  if (sheet && "adoptedStyleSheets" in root) {
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = document.createElement("style");
  const nonce = host.nonce || host.getAttribute("nonce");
  if (nonce) {
    style.setAttribute("nonce", nonce);
  }
  style.textContent = css;
  root.append(style);
}

function constructed(css: string): CSSStyleSheet | undefined {
  let sheet = shared.get(css);
  if (!sheet) {
    try {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
    } catch {
      return undefined;
    }
    shared.set(css, sheet);
  }
  return sheet;
}
