/** An object of options under these names: a misspelt one must not pass for one that was left out. @internal */
export declare function checked<T extends object>(options: T, names: readonly (keyof T & string)[]): T;
