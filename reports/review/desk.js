// The desk: the review with its view, and how what is on it is drawn and laid out.
import { arrange } from "./arrange.js";
import { drawArticle, elementOf } from "./article.js";
import { find } from "./dom.js";
import { isEditing } from "./editor.js";
import { drawSource, followSource } from "./facts.js";
import { drawFilter, tellFilter } from "./filter-form.js";
import { drawAfter, drawHead } from "./head.js";
import { align, drawNotes, openNote, updateNotes } from "./notes.js";
import { showInQueue, updateQueue } from "./queue.js";

export class Desk {
  // `act` carries out a command by its name.
  constructor(review, keys, settings, act) {
    this.review = review;
    this.keys = keys;
    this.settings = settings;
    this.act = act;
    this.view = "marked";
    review.told = (what) => this[what]();
  }

  // Another article is at hand.
  article() {
    const { review } = this;
    document.title = `${review.article.name} – Cleancopy review`;
    find("file").textContent = review.article.name;
    find("open-source").hidden = !review.article.source;
    if (!review.article.source) this.showSource(false);
    drawSource(review.article.source);
    drawFilter(review);
    drawNotes(review, this.act);
    scrollTo(0, 0);
    this.states();
    updateQueue(review);
    showInQueue(review);
  }

  // Something was decided, or is filtered.
  states() {
    const { review } = this;
    drawArticle(review, this.view);
    updateNotes(review);
    drawHead(review, this.act);
    tellFilter(review);
    this.current();
    if (!isEditing()) drawAfter(review, this.act);
  }

  // Another change is at hand.
  current() {
    const { review } = this;
    openNote(review, this.act);
    for (const element of find("article").querySelectorAll(".here"))
      element.classList.remove("here");
    for (const element of find("article").querySelectorAll(`[data-item="${review.current}"]`))
      element.classList.add("here");
    this.hintKeys();
    align(review);
  }

  // Something was kept, or could not be.
  queue() {
    updateQueue(this.review);
    if (!this.review.article) return;
    drawHead(this.review, this.act);
    this.hintKeys();
  }

  // The keys shown on the buttons that they stand for.
  hintKeys() {
    const { keys } = this;
    for (const element of document.querySelectorAll("[data-command]")) {
      const key = keys.bound[element.dataset.command];
      element.setAttribute("aria-keyshortcuts", key.replace("Ctrl", "Control"));
      element.dataset.key = keys.on || /Ctrl|Alt|Meta/u.test(key) ? key : "";
    }
  }

  // Bring the change at hand into view, and its note to the focus.
  attend() {
    const element = elementOf(this.review.current);
    align(this.review);
    element?.scrollIntoView({ block: "nearest" });
    followSource(element);
    find("notes").querySelector(".note.current .note-head")?.focus({ preventScroll: true });
  }

  // Room came or went.
  layOut() {
    arrange();
    if (this.review.article) align(this.review);
  }

  show(view) {
    this.view = view;
    document.body.dataset.view = view;
    for (const each of document.querySelectorAll("button[data-view]")) {
      each.setAttribute("aria-pressed", String(each.dataset.view === view));
    }
    arrange();
    if (!this.review.article) return;
    this.states();
    elementOf(this.review.current)?.scrollIntoView({ block: "nearest" });
  }

  // The changes can be seen; the final text has none.
  showChanges() {
    if (this.view === "final") this.show("marked");
  }

  showSource(on) {
    find("source").hidden = !on;
    find("open-source").setAttribute("aria-pressed", String(on));
    document.body.classList.toggle("with-source", on);
    this.layOut();
    if (on) followSource(elementOf(this.review.current));
  }

  showFilter(on) {
    find("filter").hidden = !on;
    find("open-filter").setAttribute("aria-expanded", String(on));
    find(on ? "filter-text" : "open-filter").focus({ preventScroll: true });
  }

  showQueue(on) {
    document.body.classList.toggle("queue-open", on);
    find("open-queue").setAttribute("aria-expanded", String(on));
    if (on) (find("queue").querySelector("[aria-current]") ?? find("queue-search")).focus();
  }

  showTheme() {
    document.documentElement.dataset.theme = this.settings.theme;
    find("theme").textContent = `Colours: ${this.settings.theme}`;
  }
}

export const isFilterShown = () => !find("filter").hidden;
export const isQueueShown = () => document.body.classList.contains("queue-open");
