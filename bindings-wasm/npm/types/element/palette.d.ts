/** The colours, light and dark. Text has at least 4.5 : 1 on its ground, and each tone on its tint. */
/**
 * Each as a property that the page may set. Dark is what the page says by `color-scheme`: most forms of offices are light
 * whatever the system is. Chromium before 123 shows the light ones.
 */
export declare const PALETTE_CSS: string;
