/** Holds a form back, where the page asks for it with `block-submit`. */

import type { Fields } from "./fields.js";

export interface Gate {
  /** Whether an answer for what stands in the form is still to come. */
  isPending(): boolean;
  /** Brings that answer. */
  settle(): Promise<void>;
  /** Whether the page wants no submission with this answer. */
  isHeldBack(): boolean;
  onHeldBack(): void;
}

/**
 * Where no answer can be had (no lists, or they failed), the form goes out: a pre-check that is broken stops nobody.
 */
export class SubmitGuard {
  private root: Document | ShadowRoot | undefined;
  private settled = false;

  constructor(
    private readonly fields: Fields,
    private readonly host: HTMLElement,
    private readonly gate: Gate,
  ) {}

  watch(root: Document | ShadowRoot): void {
    this.root = root;
    root.addEventListener("submit", this.onSubmit, { capture: true });
  }

  unwatch(): void {
    this.root?.removeEventListener("submit", this.onSubmit, { capture: true });
    this.root = undefined;
  }

  private readonly onSubmit = (event: Event) => {
    const { form } = this.fields;
    if (!form || event.target !== form || !this.host.hasAttribute("block-submit")) {
      return;
    }
    if (this.gate.isPending() && !this.settled) {
      stop(event);
      void this.settleAndSubmit(form, (event as SubmitEvent).submitter);
    } else if (this.gate.isHeldBack()) {
      stop(event);
      this.gate.onHeldBack();
    }
  };

  private async settleAndSubmit(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    await this.gate.settle();
    // A form that is still being submitted does not hear a second request.
    await new Promise((resolve) => setTimeout(resolve));
    this.settled = true;
    try {
      form.requestSubmit(submitter);
    } finally {
      this.settled = false;
    }
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
