/** Evidence as the page that `jrp slip` makes, by a module of its own, which is fetched when the first page is made. */
/** What stands on the page beside the evidence. @internal */
export interface SlipOptions {
    /** Language of the page; without it that of the question */
    lang?: "zh-CN" | "en" | undefined;
}
/** The page of evidence, of which every byte must be as it was written. @internal */
export declare function slip(evidence: string, { lang }?: SlipOptions): Promise<string>;
