/** Evidence of the answer: made, told to the page, printed, saved. */

import { JrpError } from "../browser.js";
import { slip } from "../slip.js";
import type { Desk } from "../worker/desk.js";
import type { Answers } from "./answers.js";
import type { Tell } from "./events.js";
import type { Typed } from "./fields.js";
import { handOut, printPage } from "./paper.js";
import { languageOf, occasionOf } from "./settings.js";
import type { State } from "./state.js";

interface Case {
  settle(): Promise<unknown>;
  read(): Typed;
  desk(): Promise<Desk> | undefined;
  tell: Tell;
  render(change: Partial<State>): void;
}

export class Filing {
  constructor(
    private readonly element: HTMLElement & { clock: () => Date },
    private readonly answers: Answers,
    private readonly about: Case,
  ) {}

  async evidence(): Promise<string> {
    await this.about.settle();
    const typed = this.about.read();
    const answer = this.answers.current(typed);
    if (!answer) {
      throw new JrpError("argument", "<jrp-check>: there is no answer of which evidence could be made");
    }
    const desk = await this.about.desk();
    if (!desk) {
      throw new JrpError("freed", "the lists were closed");
    }
    const reason = this.answers.reasonFor(typed, answer.comparison);
    const evidence = await desk.evidence(answer.query, { ...occasionOf(this.element), reason });
    this.about.tell("jrp-evidence", { evidence });
    return evidence;
  }

  async print(): Promise<void> {
    await printPage(await slip(await this.evidence(), { lang: languageOf(this.element) }));
  }

  async save(): Promise<void> {
    const evidence = await this.evidence();
    handOut(evidence, `evidence-${this.element.clock().toISOString().slice(0, 10)}.json`);
  }

  /** From the card's buttons: whether it was made is said there. */
  async onCard(make: () => Promise<void>): Promise<void> {
    try {
      await make();
      this.about.render({ paper: "offered" });
    } catch (cause) {
      const error = cause instanceof JrpError ? cause : new JrpError("panic", `the page cannot be printed: ${String(cause)}; please report it`, { cause });
      this.about.tell("jrp-warning", { error });
      this.about.render({ paper: "failed" });
    }
  }
}
