/** The element's place at a desk: which lists it asks, whether they can be asked, and why not. */

import { JrpError } from "../browser.js";
import type { ListsEvent } from "../store/together.js";
import type { Desk } from "../worker/desk.js";
import { type Seat, sit } from "./counter.js";
import type { Tell } from "./events.js";
import { wantedBy } from "./settings.js";
import { type Body, type State, UNHELD } from "./state.js";

interface Host {
  tell: Tell;
  render(change: Partial<State>): void;
  onReady(event: Extract<ListsEvent, { type: "ready" }>): void;
  /** What was asked there is no longer worth anything */
  onLeft(): void;
}

export class Seating {
  private seat: Seat | undefined;
  private seated: Desk | undefined;
  private reseating: Promise<void> | undefined;
  private ready = false;
  private failed: JrpError | undefined;
  private readonly waiters = new Set<() => void>();

  constructor(
    private readonly element: HTMLElement,
    private readonly host: Host,
  ) {}

  /** Whether lists can be asked. */
  get isReady(): boolean {
    return this.ready;
  }

  /** Why no lists can be asked. */
  get failure(): JrpError | undefined {
    return this.failed;
  }

  /** The desk, once there is one. */
  get desk(): Promise<Desk> | undefined {
    return this.seat?.desk;
  }

  /** The desk, where there is one already. */
  get deskNow(): Desk | undefined {
    return this.seated;
  }

  /** Takes a seat at the desk for the lists that the attributes name. */
  take(): void {
    this.leave();
    this.host.render({ body: { kind: "starting" }, infos: [], freshness: undefined, note: undefined, unkept: undefined });
    const mine = wantedBy(this.element).then(
      (wanted) => {
        if (this.reseating === mine && this.element.isConnected) {
          const seat = sit(wanted, this.element.hasAttribute("worker"), this.onLists);
          this.seat = seat;
          seat.desk.then(
            (desk) => {
              if (this.seat === seat) {
                this.seated = desk;
              }
            },
            (error: unknown) => {
              if (this.seat === seat) {
                this.leave();
                this.fail(error);
              }
            },
          );
        }
      },
      (error: unknown) => this.fail(error),
    );
    this.reseating = mine;
  }

  leave(): void {
    this.reseating = undefined;
    this.seat?.leave();
    this.seat = undefined;
    this.seated = undefined;
    this.ready = false;
    this.failed = undefined;
    this.host.onLeft();
  }

  retry(): void {
    if (this.seat) {
      this.failed = undefined;
      this.host.render({ body: { kind: "starting" }, ...UNHELD });
      void this.refresh();
    } else {
      this.take();
    }
  }

  /** Looks for newer lists now. */
  async refresh(): Promise<void> {
    await this.reseating;
    const desk = await this.seat?.desk;
    await desk?.refresh();
  }

  /** Resolves when lists can be asked, when it is known that they cannot, or when the time is over. */
  untilReady(milliseconds: number): Promise<void> {
    if (this.ready || this.failed || milliseconds <= 0 || !this.element.isConnected) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiters.delete(done);
        resolve();
      };
      // Beyond some 24 days a timer goes off at once.
      const timer = setTimeout(done, Math.min(milliseconds, 2 ** 31 - 1));
      this.waiters.add(done);
    });
  }

  /** Lets everybody go on who waits for lists. */
  wake(): void {
    [...this.waiters].forEach((done) => done());
  }

  /** An answer was had. */
  succeed(): void {
    this.failed = undefined;
  }

  fail(error: unknown): void {
    const told = error instanceof JrpError ? error : new JrpError("panic", `a fault inside JRP was caught: ${String(error)}; please report it`, { cause: error });
    this.failed = told;
    this.host.tell("jrp-error", { error: told, usable: false });
    this.host.render({ body: { kind: "failed", code: told.code, reason: told.reason } });
    this.wake();
  }

  private readonly onLists = (event: ListsEvent) => {
    switch (event.type) {
      case "progress":
        this.host.tell("jrp-progress", event);
        if (!this.ready) {
          this.host.render({ body: bodyOf(event) });
        }
        break;
      case "ready":
        this.ready = true;
        this.failed = undefined;
        this.host.onReady(event);
        this.wake();
        break;
      case "warning":
        this.host.tell("jrp-warning", { error: event.error });
        this.host.render(event.error.reason === "storage" ? { unkept: true } : {});
        break;
      case "error":
        if (event.usable) {
          this.host.tell("jrp-error", { error: event.error, usable: true });
          this.host.render({ note: event.error.code === "network" ? "offline" : "refused" });
        } else {
          this.fail(event.error);
        }
        break;
    }
  };
}

function bodyOf(event: Extract<ListsEvent, { type: "progress" }>): Body {
  return event.phase === "downloading"
    ? { kind: "downloading", received: event.received, total: event.total }
    : { kind: event.phase };
}
