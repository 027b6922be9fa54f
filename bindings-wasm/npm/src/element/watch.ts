/** Watches the form: what is typed, what scripts write into it, and when it is time to compare. */

import type { Fields, Typed } from "./fields.js";
import { numberOf } from "./settings.js";

interface Acts {
  /** An input was typed in, or left: drawn before it is compared */
  onTyped(change: { isNew: boolean; isLeft: boolean }): void;
  /** Whether half a code was shown as such: in an input that is left it is all there will be */
  isHalf(): boolean;
  /** Some time has gone by; `isNew` if the inputs have changed meanwhile */
  onLook(isNew: boolean): void;
  compare(): void;
  check(): void;
}

const EVENTS = ["input", "change", "compositionend", "focusout"];
const DEBOUNCE = 250;
/** How often the inputs are looked at for changes that raised no event: scripts and frameworks write into them. */
const LOOK = 400;

export class FormWatch {
  private root: Document | ShadowRoot | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looking: ReturnType<typeof setInterval> | undefined;
  private typingIn: EventTarget | null = null;
  private seen = "";

  constructor(
    private readonly element: HTMLElement,
    private readonly fields: Fields,
    private readonly acts: Acts,
  ) {}

  start(): Document | ShadowRoot {
    const { root } = this.fields;
    this.root = root;
    for (const type of EVENTS) {
      root.addEventListener(type, this.onInput);
    }
    root.addEventListener("reset", this.onReset);
    this.seen = this.fields.signature();
    this.looking = setInterval(this.look, LOOK);
    return root;
  }

  stop(): void {
    clearTimeout(this.timer);
    clearInterval(this.looking);
    for (const type of EVENTS) {
      this.root?.removeEventListener(type, this.onInput);
    }
    this.root?.removeEventListener("reset", this.onReset);
  }

  /** What stands in the form; half a code in the input that is being typed in is no question yet. */
  read(lang: Parameters<Fields["read"]>[0], now: Date): Typed {
    return this.fields.read(lang, now, this.typingIn);
  }

  /** Nobody is typing: what stands there is meant as it is. */
  takeAsMeant(): void {
    this.typingIn = null;
  }

  /** Whether the inputs have changed since they were last looked at. */
  notice(): boolean {
    const signature = this.fields.signature();
    const isNew = signature !== this.seen;
    this.seen = signature;
    return isNew;
  }

  schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.acts.compare(), delay);
  }

  unschedule(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private readonly onInput = (event: Event) => {
    if (!this.fields.watches(event.target) || (event as InputEvent).isComposing) {
      return;
    }
    const isNew = this.notice();
    // Leaving a field may only report what was compared already.
    if (event.type === "focusout" && this.timer === undefined && !this.acts.isHalf()) {
      return;
    }
    const isTyping = event.type === "input" || event.type === "compositionend";
    this.typingIn = isTyping ? event.target : null;
    this.acts.onTyped({ isNew, isLeft: event.type === "focusout" });
    // When a field is left too: an answer must not move the button that is being pressed.
    this.schedule(numberOf(this.element, "debounce") ?? DEBOUNCE);
  };

  private readonly onReset = (event: Event) => {
    if (event.target === this.fields.form) {
      // The inputs are emptied after this event.
      setTimeout(() => {
        this.notice();
        this.acts.check();
      });
    }
  };

  /** What a script wrote into the inputs, and inputs that came or went. */
  private readonly look = () => {
    const isNew = this.notice();
    if (isNew) {
      const focused = (this.root as DocumentOrShadowRoot | undefined)?.activeElement;
      this.typingIn = this.typingIn !== null && focused === this.typingIn ? this.typingIn : null;
    }
    this.acts.onLook(isNew);
  };
}
