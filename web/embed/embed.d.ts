/** What a frame tells; see docs/embedding.md, "Messages". */
export interface LoopScopeEvents {
  "loopscope-ready": CustomEvent<Record<string, never>>;
  "loopscope-resize": CustomEvent<{ height: number }>;
  "loopscope-edited": CustomEvent<{ code: string }>;
  "loopscope-started": CustomEvent<Record<string, never>>;
  "loopscope-output": CustomEvent<{ stream: "stdout" | "stderr"; text: string }>;
  "loopscope-event": CustomEvent<{ event: number; line: number; text: string }>;
  "loopscope-finished": CustomEvent<{ exitStatus: number }>;
  "loopscope-refused": CustomEvent<{ why: string }>;
}

/** A live example: `<loop-scope>` around a `<pre>`. */
export class LoopScope extends HTMLElement {
  /** The program: the page's, or what the reader made of it. */
  readonly code: string;
  /** What the last run has printed. */
  readonly output: string;
  readonly isRunning: boolean;
  /** Shows another program. */
  load(code: string): void;
  /** Runs the program: to the moment that the element points at, if it points at one. */
  run(): void;
  /** Lets the program stand still, or go on. */
  pause(paused?: boolean): void;
  step(kind?: "event" | "over" | "into" | "switch" | "iteration" | "line" | "out", back?: boolean): void;
  /** Interrupts the program, as Ctrl+C does. */
  stop(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "loop-scope": LoopScope;
  }
  interface HTMLElementEventMap extends LoopScopeEvents {}
}
