// The review: which article and which change is at hand, what is decided, and what can be undone.
import { kept } from "./dom.js";
import { decideMany } from "./bulk.js";
import { ALL, matches } from "./filter.js";
import { OPEN, conflictOf, isWorded, outcome, repaired } from "./outcome.js";

const REVIEWER = "cleancopy:reviewer";
const MOST_UNDOS = 200;

export class Review {
  #place;
  #undos = [];
  #since = 0; // when the change at hand came into view; 0 while nobody sees it
  #seen = new Map(); // milliseconds that changes of this article were seen and are not told yet
  #shown = null;

  constructor(config, store) {
    this.config = config;
    this.store = store;
    this.number = -1;
    this.article = null;
    this.points = [];
    this.states = new Map();
    this.current = -1; // index of the item at hand; -1 for none
    this.filter = { ...ALL };
    this.reviewer = kept.get(REVIEWER) ?? "";
    this.told = () => {}; // told what changed: "article", "states", "current", "queue"
    this.#place = `cleancopy:${config.batch}:place`;
  }

  get items() {
    return this.article?.items ?? [];
  }

  get item() {
    return this.items[this.current] ?? null;
  }

  stateOf(item) {
    return this.states.get(item.id) ?? OPEN;
  }

  get decisions() {
    return this.items.map((item) => ({ item, state: this.stateOf(item) }));
  }

  // The changes as decided so far, found once for each set of states.
  get outcome() {
    this.#shown ??= outcome(this.decisions);
    return this.#shown;
  }

  get text() {
    return repaired(this.points, this.outcome.changes);
  }

  get decided() {
    return this.decisions.filter(({ state }) => state.decision !== "open").length;
  }

  isShown(item) {
    return this.matches(item, this.stateOf(item));
  }

  // Whether the filter shows an item of any article that is in a state.
  matches(item, state) {
    return matches(item, state, this.filter);
  }

  // Where one left off, on this machine.
  async resume() {
    // An overview leads to an article by its number; else the review goes on where it was left.
    const asked = /^#\d+$/u.test(location.hash) ? Number(location.hash.slice(1)) : -1;
    const place = this.store.rows[asked] ? { article: asked } : kept.get(this.#place);
    const number = this.store.rows[place?.article] ? place.article : (this.order()[0] ?? -1);
    if (number >= 0) await this.open(number);
    if (place?.article === number && this.items[place.item]) this.go(place.item);
  }

  async open(number) {
    const { article, states } = await this.store.load(number);
    this.#leave();
    this.number = number;
    this.article = article;
    this.points = Array.from(article.original);
    this.#take(states);
    this.current = -1;
    this.#seen.clear();
    this.told("article");
    this.go(this.#after(-1, true));
  }

  // Articles by number, those that need eyes most first.
  order() {
    const need = (row) => row.advice * 3 + row.unsafe * 2 + Math.min(row.repairs, 99) / 100;
    return [...this.store.rows]
      .sort((one, other) => need(other) - need(one) || one.number - other.number)
      .map((row) => row.number);
  }

  go(index) {
    this.#leave();
    this.current = index;
    this.#since = Date.now();
    kept.set(this.#place, { article: this.number, item: index });
    this.told("current");
  }

  // The next shown change, or the one before; at an end it stays.
  step(direction) {
    for (
      let index = this.current + direction;
      index >= -1 && index < this.items.length;
      index += direction
    ) {
      if (index >= 0 && this.isShown(this.items[index])) return this.go(index);
    }
    return undefined;
  }

  // Go on to the next open change, from the beginning again where there is none behind.
  advance() {
    const next = this.#after(this.current, false);
    if (next >= 0) this.go(next);
    return next >= 0;
  }

  #after(index, any) {
    const order = [...this.items.keys()].map((each) => (each + index + 1) % this.items.length);
    const open = order.find(
      (each) =>
        this.stateOf(this.items[each]).decision === "open" && this.isShown(this.items[each]),
    );
    if (open !== undefined) return open;
    return any && this.items.length
      ? (order.find((each) => this.isShown(this.items[each])) ?? -1)
      : -1;
  }

  // Decide on one item. Returns what stands in the way: null, "words", or the item it overlaps.
  decide(item, decision, words = {}) {
    const state = {
      ...this.stateOf(item),
      ...words,
      ...this.#stamp(item, this.stateOf(item)),
      decision,
    };
    if (decision === "accepted") {
      if (item.kind === "advice" && !isWorded(item, state)) return "words";
      const rival = conflictOf(item, state, this.decisions);
      if (rival) return rival;
    }
    this.#remember([{ number: this.number, before: [[item.id, this.stateOf(item)]] }]);
    this.#set(this.number, [[item.id, state]]);
    return null;
  }

  // Decide on many items: those that `choose` says, in this article or in all of them.
  async decideAll(choose, decision, everywhere = false) {
    const deed = [];
    const sum = { done: 0, left: 0, articles: 0 };
    const numbers = everywhere ? this.store.rows.map((row) => row.number) : [this.number];
    for (const number of numbers) {
      const { article, states } = await this.peek(number);
      const chosen = article.items.filter((item) => choose(item, states.get(item.id)));
      const { changes, left } = decideMany(article.items, states, chosen, decision, (item, state) =>
        this.#stamp(item, state),
      );
      sum.left += left;
      if (!changes.length) continue;
      sum.done += changes.length;
      sum.articles += 1;
      deed.push({ number, before: changes.map(([item]) => [item.id, states.get(item.id)]) });
      this.#set(
        number,
        changes.map(([item, state]) => [item.id, state]),
      );
    }
    this.#remember(deed);
    return sum;
  }

  // Take back the last deed. Returns how many items it was about, 0 where there is no deed.
  async undo() {
    const deed = this.#undos.pop();
    if (!deed) return 0;
    for (const { number, before } of deed) this.#set(number, before);
    const here = deed.find((part) => part.number === this.number) ?? deed[0];
    if (here.number !== this.number) await this.open(here.number);
    this.go(this.items.findIndex((item) => item.id === here.before[0][0]));
    return deed.reduce((sum, part) => sum + part.before.length, 0);
  }

  name(reviewer) {
    this.reviewer = reviewer;
    kept.set(REVIEWER, reviewer);
  }

  // States of this article that came from elsewhere: another window, the server, a file.
  receive(changes) {
    for (const [id, state] of changes) this.states.set(id, state);
    this.#shown = null;
    this.told("states");
  }

  // Take over states that were exported, by number of the article; can be undone.
  async adopt(found) {
    const deed = [];
    for (const [number, states] of found) {
      const { article, states: before } = await this.peek(number);
      const changes = article.items
        .filter((item) => states.has(item.id))
        .map((item) => [item.id, states.get(item.id)]);
      deed.push({ number, before: changes.map(([id]) => [id, before.get(id)]) });
      this.#set(number, changes);
    }
    this.#remember(deed.filter((part) => part.before.length));
  }

  // An article with its states that is not at hand, or is.
  async peek(number) {
    if (number === this.number)
      return {
        article: this.article,
        states: new Map(this.decisions.map(({ item, state }) => [item.id, state])),
      };
    const { article, states } = await this.store.load(number);
    return {
      article,
      states: new Map(article.items.map((item) => [item.id, { ...OPEN, ...states[item.id] }])),
    };
  }

  setFilter(filter) {
    this.filter = filter;
    if (this.item && !this.isShown(this.item)) this.current = this.#after(this.current, true);
    this.told("states");
    this.told("current");
  }

  #take(states) {
    this.states = new Map(this.items.map((item) => [item.id, { ...OPEN, ...states[item.id] }]));
    this.#shown = null;
  }

  #remember(deed) {
    if (!deed.length) return;
    this.#undos.push(deed);
    if (this.#undos.length > MOST_UNDOS) this.#undos.shift();
  }

  // Put states, [id, state], into an article and into the store.
  #set(number, changes) {
    this.store.save(number, changes).then(() => this.told("queue"));
    if (number === this.number) this.receive(changes);
  }

  // Whether the page is seen, for the time that a change is on screen.
  see(isSeen) {
    this.#leave();
    if (isSeen) this.#since = Date.now();
  }

  #stamp(item, state) {
    if (item === this.item) this.see(this.#since > 0);
    const seen = (state.ms_on_screen ?? 0) + (this.#seen.get(item.id) ?? 0);
    this.#seen.delete(item.id);
    return {
      reviewer: this.reviewer,
      decided_at: new Date().toISOString(),
      ms_on_screen: seen,
    };
  }

  #leave() {
    const { item } = this;
    if (this.#since && item) {
      this.#seen.set(item.id, (this.#seen.get(item.id) ?? 0) + Date.now() - this.#since);
    }
    this.#since = 0;
  }
}
