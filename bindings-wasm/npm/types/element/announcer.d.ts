/** What is said to people who do not see the card: calmly, or at once where a prohibition is concerned. */
export declare class Announcer {
    readonly calm: HTMLDivElement;
    readonly urgent: HTMLDivElement;
    private last;
    /** The same words again are not repeated. */
    say(text: string, atOnce: boolean): void;
}
