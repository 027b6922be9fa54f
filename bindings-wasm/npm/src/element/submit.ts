/** Holds a form back, where the page asks for it with `block-submit`. */

import type { Fields } from "./fields.js";

export interface Gate {
  /** Whether the page holds anything back. */
  isOn(): boolean;
  /** Whether the form may go out as it stands now; nothing where an answer is still to come. Draws nothing. */
  decide(): boolean | undefined;
  /** Brings what `decide` needs; draws nothing that it could fail over. */
  settle(): Promise<boolean>;
  onWaiting(isWaiting: boolean): void;
  onHeldBack(): void;
}

type Going = { submitter: HTMLElement | null; byScript: boolean };

/** Forms whose `submit()` goes through a guard; the native method raises no event. */
const guarded = new WeakMap<HTMLFormElement, SubmitGuard>();

export class SubmitGuard {
  private root: Document | ShadowRoot | undefined;
  private form: HTMLFormElement | undefined;
  private waiting: Going | undefined;
  /** The submission under way is ours, and was allowed */
  private passing = false;
  private pressed: HTMLElement | null = null;

  constructor(
    private readonly fields: Fields,
    private readonly gate: Gate,
  ) {}

  watch(root: Document | ShadowRoot): void {
    this.root = root;
    root.addEventListener("submit", this.onSubmit, { capture: true });
    root.addEventListener("click", this.onClick, { capture: true });
    this.adopt();
  }

  unwatch(): void {
    this.root?.removeEventListener("submit", this.onSubmit, { capture: true });
    this.root?.removeEventListener("click", this.onClick, { capture: true });
    this.root = undefined;
    this.release();
  }

  /** Takes charge of `form.submit()` too. Frameworks may put the form there later, or another one. */
  adopt(): void {
    const { form } = this.fields;
    if (this.form === form || (form && guarded.has(form))) {
      return;
    }
    this.release();
    if (form) {
      this.form = form;
      guarded.set(form, this);
      Object.defineProperty(form, "submit", { configurable: true, writable: true, value: () => this.submitByScript(form) });
    }
  }

  private release(): void {
    if (this.form) {
      guarded.delete(this.form);
      delete (this.form as { submit?: unknown }).submit;
      this.form = undefined;
    }
  }

  private submitByScript(form: HTMLFormElement): void {
    if (!this.gate.isOn() || this.passing) {
      submitNatively(form);
      return;
    }
    const allowed = this.gate.decide();
    if (allowed === undefined) {
      void this.hold(form, { submitter: null, byScript: true });
    } else if (allowed) {
      submitNatively(form);
    } else {
      this.gate.onHeldBack();
    }
  }

  private readonly onSubmit = (event: Event) => {
    const { form } = this.fields;
    if (!form || event.target !== form || !this.gate.isOn() || this.passing) {
      return;
    }
    const allowed = this.gate.decide();
    if (allowed === undefined) {
      stop(event);
      const { submitter } = event as SubmitEvent;
      void this.hold(form, { submitter: submitter === undefined ? this.pressed : submitter, byScript: false });
    } else if (!allowed) {
      stop(event);
      this.gate.onHeldBack();
    }
  };

  /** Chromium before 81 does not tell an event's submitter. */
  private readonly onClick = (event: Event) => {
    const target = event.composedPath()[0];
    const button = target instanceof Element ? target.closest("button, input[type=submit], input[type=image]") : null;
    this.pressed = button as HTMLElement | null;
    setTimeout(() => (this.pressed = null));
  };

  /** The newest wish counts; one wait serves them all. */
  private async hold(form: HTMLFormElement, going: Going): Promise<void> {
    const isFirst = this.waiting === undefined;
    this.waiting = going;
    if (!isFirst) {
      return;
    }
    this.gate.onWaiting(true);
    let allowed = false;
    try {
      allowed = await this.gate.settle();
      // A form that is still being submitted does not hear a second request.
      await new Promise((resolve) => setTimeout(resolve));
      // Meanwhile something else may have been typed.
      const now = this.gate.decide();
      allowed = now === undefined ? allowed : now;
    } finally {
      const last = this.waiting ?? going;
      this.waiting = undefined;
      this.gate.onWaiting(false);
      if (allowed) {
        this.letOut(form, last);
      } else {
        this.gate.onHeldBack();
      }
    }
  }

  private letOut(form: HTMLFormElement, { submitter, byScript }: Going): void {
    this.passing = true;
    try {
      if (byScript) {
        submitNatively(form);
      } else {
        submitAsPressed(form, submitter);
      }
    } finally {
      this.passing = false;
    }
  }
}

function submitNatively(form: HTMLFormElement): void {
  HTMLFormElement.prototype.submit.call(form);
}

/** With validation and the page's own listeners, as if the button had been pressed again. */
function submitAsPressed(form: HTMLFormElement, submitter: HTMLElement | null): void {
  const isStillThere = submitter !== null && (submitter as HTMLButtonElement).form === form;
  if (typeof form.requestSubmit === "function") {
    form.requestSubmit(isStillThere ? submitter : null);
    return;
  }
  // Chromium before 76: a button does it.
  const button = isStillThere ? submitter : document.createElement("button");
  if (!isStillThere) {
    button.hidden = true;
    form.append(button);
  }
  button.click();
  if (!isStillThere) {
    button.remove();
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
