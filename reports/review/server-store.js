// The store of the page that a server gives: it saves each decision as it is made, and hears of
// those of others. What cannot be sent waits in the browser, and is shown as not saved.
import { kept } from "./dom.js";
import { OPEN } from "./outcome.js";

const EVERY = 4000; // milliseconds between two questions for news

export class ServerStore {
  #waiting = new Map(); // by article and item: what the server does not have yet
  #revisions = new Map(); // the revision of each item's state that we know
  #sending = false;
  #verdicts = new Map(); // of the items of each article that was opened, to count what is decided
  #revision = 0;
  #heard = null;
  #key;

  constructor(config) {
    this.mode = "server";
    this.rows = [];
    this.trouble = "";
    this.#key = `cleancopy:${config.batch}:waiting`;
  }

  async open(heard) {
    this.#heard = heard;
    this.#revision = (await this.#queue()).revision;
    for (const each of kept.get(this.#key) ?? []) this.#await(each);
    window.addEventListener("online", () => this.#send());
    setInterval(() => document.visibilityState === "visible" && this.#listen(), EVERY);
    this.#send();
  }

  async load(number) {
    const { decisions, ...article } = await this.#ask(`api/articles/${number}`);
    for (const [id, state] of Object.entries(decisions))
      this.#revisions.set(`${number} ${id}`, state.revision);
    for (const { item, state } of this.#of(number)) decisions[item] = state;
    this.#verdicts.set(number, new Map());
    this.#count(number, Object.entries(decisions));
    return { article, states: decisions };
  }

  async save(number, changes) {
    for (const [item, state] of changes) this.#await({ article: number, item, state });
    this.#count(number, changes);
    await this.#send();
  }

  get status() {
    const count = this.#waiting.size;
    if (!count) return this.trouble || "Saved";
    return `${count} not saved${this.trouble ? ` (${this.trouble})` : ""}`;
  }

  get isUnsafe() {
    return this.#waiting.size > 0;
  }

  // Send a state although another browser decided in between.
  async insist(number, item, state, revision) {
    this.#revisions.set(`${number} ${item}`, revision);
    await this.save(number, [[item, state]]);
  }

  // Leave an item as another browser decided.
  yield(number, item, state) {
    this.#revisions.set(`${number} ${item}`, state.revision);
    this.#count(number, [[item, state]]);
  }

  async #ask(path) {
    const answer = await fetch(path, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
    return answer.json();
  }

  // The rows of the queue, as the server has them. The number of an article is its place there.
  async #queue() {
    const queue = await this.#ask("api/queue");
    this.rows = queue.articles.sort((one, other) => one.number - other.number);
    return queue;
  }

  #count(number, changes) {
    const verdicts = this.#verdicts.get(number);
    if (!verdicts) return;
    for (const [id, state] of changes) verdicts.set(id, state.decision);
    this.rows[number].decided = [...verdicts.values()].filter(
      (decision) => decision !== "open",
    ).length;
  }

  #of(number) {
    return [...this.#waiting.values()].filter((each) => each.article === number);
  }

  #await(each) {
    this.#waiting.set(`${each.article} ${each.item}`, each);
    this.#keep();
  }

  #keep() {
    if (this.#waiting.size) kept.set(this.#key, [...this.#waiting.values()]);
    else kept.remove(this.#key);
  }

  // One after the other, the oldest first; stops at the first that does not arrive.
  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#waiting.size) {
        const [key, each] = this.#waiting.entries().next().value;
        await this.#put(key, each);
      }
      this.trouble = "";
    } catch (error) {
      this.trouble = error instanceof TypeError ? "no connection" : error.message;
    } finally {
      this.#sending = false;
      this.#heard.status();
    }
  }

  async #put(key, each) {
    const { article, item, state } = each;
    const answer = await fetch(`api/articles/${article}/decisions/${item}`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...sent(state), revision: this.#revisions.get(key) ?? 0 }),
    });
    if (!answer.ok && answer.status !== 409) throw new Error(`the server answers ${answer.status}`);
    const said = await answer.json();
    // Decided again while this one was on its way: the newer one is still to be sent.
    if (this.#waiting.get(key) === each) this.#waiting.delete(key);
    this.#keep();
    if (answer.status !== 409) this.#revisions.set(key, said.revision);
    else if (isSame(state, said.state)) this.#revisions.set(key, said.state.revision);
    else this.#heard.conflict(article, item, state, { ...OPEN, ...said.state });
  }

  // What others decided. An item that waits here is left: sending it will say that they differ.
  async #listen() {
    try {
      const news = await this.#ask(`api/changes?since=${this.#revision}`);
      this.#revision = news.revision;
      if (news.changes.length) await this.#queue();
      for (const { article, item, state } of news.changes) {
        const key = `${article} ${item}`;
        if (this.#waiting.has(key) || this.#revisions.get(key) === state.revision) continue;
        this.#revisions.set(key, state.revision);
        this.#count(article, [[item, state]]);
        this.#heard.changed(article, [[item, { ...OPEN, ...state }]]);
      }
      if (this.#waiting.size) await this.#send();
      else this.trouble = "";
    } catch (error) {
      this.trouble = error instanceof TypeError ? "no connection" : error.message;
    }
    this.#heard.status();
  }
}

const isSame = (one, other) =>
  one.decision === other.decision &&
  JSON.stringify(one.wording) === JSON.stringify(other.wording ?? null) &&
  one.note === (other.note ?? "");

const sent = ({ decision, wording, note, reviewer, ms_on_screen }) => ({
  decision,
  wording,
  note,
  reviewer,
  ms_on_screen: ms_on_screen ?? 0,
});
