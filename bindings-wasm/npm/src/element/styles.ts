/** How the element looks. Every colour and measure that a page may want to change is a custom property. */

export const CARD_CSS = `
:host {
  --_text: var(--jrp-text, #1d2939);
  --_muted: var(--jrp-muted, #475467);
  --_line: var(--jrp-line, #d0d5dd);
  --_ground: var(--jrp-ground, #ffffff);
  --_accent: var(--jrp-accent, #1a56a8);
  --_radius: var(--jrp-radius, 8px);
  display: block;
  contain: inline-size;
  color: var(--_text);
  font-size: var(--jrp-font-size, 14px);
  line-height: 1.65;
  text-align: start;
}
:host([hidden]) { display: none; }

.card {
  --_tone: var(--_muted);
  --_tint: #f8f9fb;
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
.card[data-tone="quiet"] { border-inline-start-color: var(--jrp-quiet, #98a2b3); }
.card[data-tone="stop"] { --_tone: var(--jrp-stop, #b3261e); --_tint: var(--jrp-stop-tint, #fdf1f0); }
.card[data-tone="warn"] { --_tone: var(--jrp-warn, #93480a); --_tint: var(--jrp-warn-tint, #fef6e9); }
.card[data-tone="info"] { --_tone: var(--jrp-info, #1a56a8); --_tint: var(--jrp-info-tint, #eff5fc); }
.card[data-tone="good"] { --_tone: var(--jrp-good, #17693b); --_tint: var(--jrp-good-tint, #eef8f1); }
.card[data-tone="clear"] { --_tone: var(--jrp-clear, #35566f); --_tint: var(--jrp-clear-tint, #f1f5f8); }
.card:focus { outline: none; }
.card:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }

.head {
  display: flex;
  align-items: center;
  gap: 8px;
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
.outcome { color: var(--_tone); font-size: 1.08em; font-weight: 600; line-height: 1.4; }
.title { margin-inline-start: auto; flex: none; color: var(--_muted); font-size: 0.86em; }

.body { flex: 1; padding: 10px 14px; }
.body > :first-child { margin-block-start: 0; }
.body > :last-child { margin-block-end: 0; }
p { margin: 0 0 8px; }
.quiet { color: var(--_muted); }

.fault { font-weight: 400; border-style: dashed; }
.repair { color: var(--_muted); font-size: 0.93em; }

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
.level[data-level="stop"] { color: var(--jrp-stop, #b3261e); }
.level[data-level="warn"] { color: var(--jrp-warn, #93480a); }
.level[data-level="info"] { color: var(--jrp-info, #1a56a8); }
.level[data-level="good"] { color: var(--jrp-good, #17693b); }

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
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 0; }
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
.state { color: var(--jrp-warn, #93480a); font-weight: 600; }
button {
  font: inherit;
  color: var(--_accent);
  background: var(--_ground);
  border: 1px solid currentColor;
  border-radius: 6px;
  padding: 4px 14px;
  cursor: pointer;
}

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
export const NOTE_CSS = `
:host { display: block; margin-block: 4px 0; font-size: 0.9em; line-height: 1.5; color: var(--jrp-warn, #93480a); overflow-wrap: anywhere; }
:host([data-tone="stop"]) { color: var(--jrp-stop, #b3261e); }
:host([data-tone="info"]) { color: var(--jrp-info, #1a56a8); }
:host([data-tone="good"]) { color: var(--jrp-good, #17693b); }
:host([data-tone="clear"]) { color: var(--jrp-clear, #35566f); }
:host([data-small]) { display: none; }
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
