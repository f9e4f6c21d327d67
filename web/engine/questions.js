// Lines of input that threads of the program wait for. The one that was wanted first is asked for; whoever types answers it.

/** @typedef {{ id: number, prompt: string, isHidden: boolean }} Question */

export class Questions {
  /** @param {(question: Question | undefined) => void} onAsk is told which line is asked for now, or that none is */
  constructor(onAsk) {
    this.onAsk = onAsk;
    /** @type {Question[]} */
    this.waiting = [];
  }

  /** @param {Question} question */
  add(question) {
    this.waiting.push(question);
    if (this.waiting.length === 1) this.onAsk(question);
  }

  /**
   * A thread does not wait for its line any more.
   * @param {number} id
   */
  cancel(id) {
    const asked = this.waiting[0]?.id;
    this.waiting = this.waiting.filter((question) => question.id !== id);
    if (asked === id) this.onAsk(this.waiting[0]);
  }

  /** The line that is asked for has been typed: the number of who wanted it, if somebody did. */
  answered() {
    const id = this.waiting[0]?.id;
    if (id !== undefined) this.cancel(id);
    return id;
  }
}
