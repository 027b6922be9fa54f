/** The dates that people and date pickers write, as calendar dates in Beijing. */
/** `YYYY-MM-DD`, or nothing where the text is not a date that can be read in one way only. */
export declare function dateOf(text: string): string | undefined;
