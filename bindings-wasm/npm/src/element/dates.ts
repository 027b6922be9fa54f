/** The dates that people and date pickers write, as calendar dates in Beijing. */

const SEPARATED = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(.*)$/;
const PLAIN = /^(\d{4})(\d{2})(\d{2})((?:\d{4}|\d{6})?)$/;

/** What may follow a date: a time of day. */
const TIME = /^[T\s]*(?:北京时间)?\s*(?:上午|下午|AM|PM)?\s*(?:\d{1,2}(?:[:时点]\d{0,2}(?:[:分]\d{0,2}(?:\.\d+)?秒?)?分?)?)?\s*(?:AM|PM)?$/i;

/** A moment with its distance from Greenwich: its date in Beijing may be the next. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/;

const BEIJING = 8 * 3_600_000;

/** `YYYY-MM-DD`, or nothing where the text is not a date that can be read in one way only. */
export function dateOf(text: string): string | undefined {
  const plain = text.normalize("NFKC").trim();
  if (MOMENT.test(plain)) {
    const moment = Date.parse(plain.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
    return Number.isNaN(moment) ? undefined : new Date(moment + BEIJING).toISOString().slice(0, 10);
  }
  const parts = SEPARATED.exec(plain) ?? PLAIN.exec(plain);
  if (!parts || !TIME.test(parts[0] === plain && PLAIN.test(plain) ? "" : (parts[4] ?? ""))) {
    return undefined;
  }
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isOfCalendar = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return year >= 1900 && isOfCalendar ? date.toISOString().slice(0, 10) : undefined;
}
