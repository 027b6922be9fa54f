/** Credit codes in order, both check digits included, as a form gets them from suppliers that no list names. */

const SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const OUTER = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const INNER = [3, 7, 9, 10, 5, 8, 4, 2];

/** As many as wanted, of bodies that `jrp synth` does not give out. */
export function unlisted(count, isListed) {
  const codes = [];
  for (let number = 0; codes.length < count; number += 1) {
    const code = coded(`9132990${number % 10}`, `MA9${String(90_000 - number).padStart(5, "0")}`);
    if (!isListed(code)) codes.push(code);
  }
  return codes;
}

function coded(head, body) {
  const inner = 11 - (sum(body, INNER, (sign) => parseInt(sign, 36)) % 11);
  const first = head + body + (inner === 10 ? "X" : inner === 11 ? "0" : inner);
  return first + SIGNS[(31 - (sum(first, OUTER, (sign) => SIGNS.indexOf(sign)) % 31)) % 31];
}

function sum(text, weights, valueOf) {
  return [...text].reduce((total, sign, at) => total + valueOf(sign) * weights[at], 0);
}
