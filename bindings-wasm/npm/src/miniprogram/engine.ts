/** What a mini program's engine lacks, under the names that the rest of the package uses; webpack puts these in their place. */

interface WX {
  instantiate(path: string, imports: object): Promise<unknown>;
}
declare const WXWebAssembly: WX | undefined;

class Module {}
class Instance {}

/** The module comes from a path of the package; nothing compiles bytes. */
export const WebAssembly = {
  Module,
  Instance,
  instantiate({ path }: { path: string }, imports: object): Promise<unknown> {
    if (typeof WXWebAssembly === "undefined") {
      return Promise.reject(new Error("this engine has no WXWebAssembly; WeChat has it from base library 2.13.0 on"));
    }
    return WXWebAssembly.instantiate(path, imports);
  },
  compile(): Promise<never> {
    return Promise.reject(new Error("a mini program compiles no bytes"));
  },
};

/** UTF-8 to text; what is not UTF-8 becomes U+FFFD, as with the engine's own. */
export class TextDecoder {
  decode(bytes: Uint8Array = new Uint8Array()): string {
    let text = "";
    for (let at = 0; at < bytes.length; ) {
      const [point, length] = pointAt(bytes, at);
      text += String.fromCodePoint(point);
      at += length;
    }
    return text;
  }
}

/** The code point there, and its bytes. Of a sequence that breaks off, the part that could have been one counts as one. */
function pointAt(bytes: Uint8Array, at: number): [number, number] {
  const first = bytes[at]!;
  if (first < 0x80) return [first, 1];
  const length = first >= 0xc2 && first <= 0xdf ? 2 : (first & 0xf0) === 0xe0 ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 1;
  let point = length === 1 ? 0xfffd : first & (0xff >> (length + 1));
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[at + next];
    // The second byte alone tells overlong forms, surrogates, and what is beyond U+10FFFF.
    const low = next > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const high = next > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (byte === undefined || byte < low || byte > high) return [0xfffd, next];
    point = (point << 6) | (byte & 0x3f);
  }
  return [point, length];
}

/** Text to UTF-8; half a surrogate pair becomes U+FFFD. */
export class TextEncoder {
  encode(text = ""): Uint8Array {
    const bytes: number[] = [];
    for (const character of text) {
      const code = character.codePointAt(0)!;
      const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
      if (point < 0x80) bytes.push(point);
      else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
      else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
      else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    }
    return Uint8Array.from(bytes);
  }
}
