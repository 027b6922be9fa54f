/** What is said at the fields, and to those who make the page. */
import type { JrpError } from "../browser.js";
import type { Field, FieldProblem, Fields } from "./fields.js";
import type { Note } from "./notes.js";
import { type State } from "./state.js";
import { type Lang } from "./texts.js";
/**
 * What stands at each field: on a small screen the state in one line, at the field that names the subject; then the
 * field's prompts, the loudest first and no more than two. A date that cannot be read before all.
 */
export declare function notesOf(fields: Fields, state: State): Map<Field, Note[]>;
/** For those who make the page: what is set up wrongly. */
export declare function faultsOf(element: Element, lang: Lang, problems: readonly FieldProblem[], failure: JrpError | undefined): string[];
