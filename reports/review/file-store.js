// The store of the page that is a file: articles lie in the page, decisions in the browser.
import { find, kept } from "./dom.js";
import { OPEN } from "./outcome.js";

export class FileStore {
  #key;

  constructor(config) {
    this.mode = "file";
    this.rows = config.articles;
    this.refused = false; // the browser keeps nothing
    this.#key = `cleancopy:${config.batch}:`;
  }

  // Makes the rows ready; `heard` is told what another window decided.
  async open(heard) {
    const begun = new Set(kept.keys());
    for (const row of this.rows) {
      row.decided = begun.has(this.#key + row.number) ? decidedIn(this.#kept(row.number)) : 0;
    }
    window.addEventListener("storage", (event) => {
      const number = event.key?.startsWith(this.#key)
        ? Number(event.key.slice(this.#key.length))
        : NaN;
      if (!Number.isInteger(number)) return;
      this.rows[number].decided = decidedIn(this.#kept(number));
      heard.changed(
        number,
        Object.entries(this.#kept(number)).map(([id, state]) => [id, { ...OPEN, ...state }]),
      );
    });
  }

  // An article, read when it is first asked for, with what was decided on it.
  async load(number) {
    const script = find(`article-${number}`);
    script.dataset.opened = "";
    return { article: JSON.parse(script.textContent), states: this.#kept(number) };
  }

  // Keeps states of items, [id, state]. What another window kept of other items stays.
  async save(number, changes) {
    const states = this.#kept(number);
    for (const [id, state] of changes) states[id] = brief(state);
    this.rows[number].decided = decidedIn(states);
    if (this.refused) return;
    this.refused = !kept.set(this.#key + number, states);
  }

  get status() {
    return this.refused
      ? "This browser keeps nothing: export before you close the page"
      : "Kept in this browser";
  }

  get isUnsafe() {
    return this.refused;
  }

  #kept(number) {
    const states = kept.get(this.#key + number);
    return states && typeof states === "object" ? states : {};
  }
}

// What differs from an open item: 500 articles share the few megabytes that a browser gives.
const brief = (state) =>
  Object.fromEntries(Object.entries(state).filter(([name, value]) => value !== OPEN[name]));

const decidedIn = (states) =>
  Object.values(states).filter((state) => (state.decision ?? "open") !== "open").length;
