// Shows what the set-up is doing, how much of it is done and for how long: one line that is rewritten on a terminal,
// plain lines elsewhere. All of it goes to stderr, so that stdout stays readable by machines.

const REDRAW_MS = 200;
const REPEAT_MS = 15_000;

/** A failure that the user can do something about; `remedy` says what. */
export class SetupError extends Error {
  constructor(message, remedy, details = '') {
    super(message);
    this.remedy = remedy;
    this.details = details;
  }
}

export class Progress {
  #running = new Map();
  #timer = undefined;
  #tty = process.stderr.isTTY === true && !process.env.CI;

  /** Runs one step. `work` gets a function that says how much is done. */
  async step(title, work) {
    const state = { title, amount: '', since: performance.now(), said: performance.now() };
    this.#running.set(title, state);
    if (!this.#tty) console.error(`${title} …`);
    this.#timer ??= setInterval(() => this.#redraw(), REDRAW_MS);
    try {
      const result = await work((amount) => {
        state.amount = amount;
      });
      this.#end(state, '✓');
      return result;
    } catch (error) {
      this.#end(state, '✗');
      throw error;
    }
  }

  #end(state, mark) {
    this.#running.delete(state.title);
    if (this.#tty) process.stderr.write('\r\x1b[2K');
    console.error(`${mark} ${describe(state)}`);
    if (this.#running.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #redraw() {
    const states = [...this.#running.values()];
    if (this.#tty) {
      const line = states.map(describe).join(' · ');
      process.stderr.write(`\r\x1b[2K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
      return;
    }
    for (const state of states.filter(({ said }) => performance.now() - said > REPEAT_MS)) {
      state.said = performance.now();
      console.error(`  ${describe(state)}`);
    }
  }
}

function describe({ title, amount, since }) {
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  return `${title}${amount ? `: ${amount}` : ''} (${seconds} s)`;
}
