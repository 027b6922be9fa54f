import { JrpError } from "./error.js";

/** An object of options under these names: a misspelt one must not pass for one that was left out. @internal */
export function checked<T extends object>(options: T, names: readonly (keyof T & string)[]): T {
  if (typeof options !== "object" || options === null) {
    throw new JrpError("argument", `options are an object such as { ${names[0]} }`);
  }
  for (const name of Object.keys(options)) {
    if (!(names as readonly string[]).includes(name)) {
      throw new JrpError("argument", `unknown option ${name}; the options here are ${names.join(", ")}`);
    }
  }
  return options;
}
