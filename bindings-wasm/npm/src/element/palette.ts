/** The colours, light and dark. Text has at least 4.5 : 1 on its ground, and each tone on its tint. */

const COLOURS = {
  text: ["#1d2939", "#e6eaf0"],
  muted: ["#475467", "#aab4c2"],
  line: ["#d0d5dd", "#3a4452"],
  ground: ["#ffffff", "#161b22"],
  accent: ["#1a56a8", "#86b6f5"],
  quiet: ["#98a2b3", "#6b7788"],
  stop: ["#b3261e", "#ff9c94"],
  warn: ["#93480a", "#f2b067"],
  info: ["#1a56a8", "#86b6f5"],
  good: ["#17693b", "#74cf97"],
  clear: ["#35566f", "#a8c1d6"],
  "quiet-tint": ["#f8f9fb", "#1f2630"],
  "stop-tint": ["#fdf1f0", "#3a1d1c"],
  "warn-tint": ["#fef6e9", "#33260f"],
  "info-tint": ["#eff5fc", "#16263b"],
  "good-tint": ["#eef8f1", "#14301f"],
  "clear-tint": ["#f1f5f8", "#1e2a35"],
} as const;

const each = (colour: (light: string, dark: string) => string) =>
  Object.entries(COLOURS)
    .map(([name, [light, dark]]) => `--_${name}: var(--jrp-${name}, ${colour(light, dark)});`)
    .join("\n");

/**
 * Each as a property that the page may set. Dark is what the page says by `color-scheme`: most forms of offices are light
 * whatever the system is. Chromium before 123 shows the light ones.
 */
export const PALETTE_CSS = `
:host {
${each((light) => light)}
}
@supports (color: light-dark(#000, #fff)) {
:host {
${each((light, dark) => `light-dark(${light}, ${dark})`)}
}
}
`;
