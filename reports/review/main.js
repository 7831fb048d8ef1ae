// The page: its parts joined, its keys and buttons.
import { arrange } from "./arrange.js";
import { drawArticle, elementOf, showPlace } from "./article.js";
import {
  Settings,
  closeAll,
  filterIsOpen,
  isOpen,
  openConflict,
  openExport,
  openKeys,
  openMany,
  panel,
} from "./dialogs.js";
import { button, counted, find, make, say } from "./dom.js";
import { isEditing, openEditor } from "./editor.js";
import { drawSource, factsOf, followSource } from "./facts.js";
import { FileStore } from "./file-store.js";
import { drawFilter, tellFilter } from "./filter-form.js";
import { COMMANDS, Keys, combination, isTyping } from "./keys.js";
import { align, drawNotes, openNote, tell, updateNotes } from "./notes.js";
import { drawQueue, neighbour, showInQueue, updateQueue } from "./queue.js";
import { Review } from "./review.js";
import { ServerStore } from "./server-store.js";

const config = JSON.parse(find("config").textContent);
const store = config.mode === "server" ? new ServerStore(config) : new FileStore(config);
const review = new Review(config, store);
const keys = new Keys();
const settings = new Settings();
let view = "marked";

// What is drawn when something changed.
const draws = {
  article() {
    document.title = `${review.article.name} – Cleancopy review`;
    find("file").textContent = review.article.name;
    find("open-source").hidden = !review.article.source;
    if (!review.article.source) showSource(false);
    drawSource(review.article.source);
    drawFilter(review);
    drawNotes(review, act);
    scrollTo(0, 0);
    draws.states();
    updateQueue(review);
    showInQueue(review);
  },
  states() {
    drawArticle(review, view);
    updateNotes(review);
    drawHead();
    tellFilter(review);
    draws.current();
    if (isEditing()) return;
    drawAfter();
  },
  current() {
    openNote(review, act);
    for (const element of find("article").querySelectorAll(".here"))
      element.classList.remove("here");
    for (const element of find("article").querySelectorAll(`[data-item="${review.current}"]`))
      element.classList.add("here");
    hintKeys();
    align(review);
  },
  queue() {
    updateQueue(review);
    drawHead();
  },
};

function drawHead() {
  const { decided, items } = review;
  const looks = review.decisions.filter(
    ({ item, state }) => item.safety !== "safe" && state.decision === "open",
  ).length;
  const safe = openSafe().length;
  find("progress").setAttribute("aria-valuemax", items.length);
  find("progress").setAttribute("aria-valuenow", decided);
  find("progress").firstElementChild.style.width =
    `${items.length ? (100 * decided) / items.length : 100}%`;
  const kept = make("span", { class: store.isUnsafe ? "unsaved" : "saved" }, store.status);
  const told = items.length
    ? `${decided} of ${items.length} decided`
    : "Nothing to decide in this article";
  const eyes = looks ? `, ${looks} left that ${looks === 1 ? "needs" : "need"} a look` : "";
  const all = safe
    ? button(`Accept all that is safe (${safe})`, () => act("acceptSafe"), {
        "data-command": "acceptSafe",
      })
    : null;
  const conflict = review.outcome.conflict
    ? make("p", { class: "remark" }, "Two accepted proposals overlap; reject one of them.")
    : null;
  find("head").replaceChildren(
    make("p", { class: "tally" }, make("span", {}, told + eyes), kept),
    ...[conflict, all].filter(Boolean),
  );
}

function drawAfter() {
  const isDone = review.decided === review.items.length;
  const next = neighbour(review, 1);
  const row = store.rows[next];
  find("after").replaceChildren(
    make(
      "p",
      {},
      isDone
        ? `All ${counted(review.items.length, "change")} decided.`
        : `${counted(review.items.length - review.decided, "change")} still open.`,
    ),
    make(
      "div",
      { class: "acts" },
      row
        ? button(`Next article: ${row.headline || row.name}`, () => act("nextArticle"), {
            class: isDone ? "accept" : "",
            "data-command": "nextArticle",
          })
        : null,
      button("Export", () => act("export"), { class: isDone && !row ? "accept" : "" }),
    ),
  );
}

const openSafe = () =>
  review.items.filter((item) => item.safety === "safe" && review.stateOf(item).decision === "open");

// The keys shown on the buttons that they stand for.
function hintKeys() {
  for (const element of document.querySelectorAll("[data-command]")) {
    const key = keys.bound[element.dataset.command];
    element.setAttribute("aria-keyshortcuts", key.replace("Ctrl", "Control"));
    element.dataset.key = keys.on || /Ctrl|Alt|Meta/u.test(key) ? key : "";
  }
}

// Bring the change at hand into view, and its note to the focus.
function attend() {
  const element = elementOf(review.current);
  align(review);
  element?.scrollIntoView({ block: "nearest" });
  followSource(element);
  find("notes").querySelector(".note.current .note-head")?.focus({ preventScroll: true });
}

function go(index) {
  if (view === "final") setView("marked");
  if (index !== undefined) review.go(index);
  attend();
}

function decide(decision, words = {}) {
  const { item } = review;
  if (!item) return;
  const trouble = review.decide(item, decision, words);
  if (trouble === "words") return edit();
  if (trouble) {
    const at = review.items.indexOf(trouble) + 1;
    say(`Not accepted: it overlaps number ${at}, which is accepted. Reject that one first.`);
    return attend();
  }
  const done = {
    accepted: "Accepted",
    rejected: item.kind === "advice" ? "Left as it is" : "Rejected",
    open: "Open again",
  }[decision];
  const goOn = decision !== "open" && settings.advance;
  const more = goOn && review.advance();
  const all = review.decided === review.items.length ? ` All ${review.items.length} decided.` : "";
  say(`${done}: ${tell(review, item)}.${all}`);
  if (goOn && !more && all) find("after").scrollIntoView({ block: "nearest" });
  attend();
}

function edit() {
  if (!review.item || isEditing()) return;
  if (view === "final") setView("marked");
  openEditor(review, (words) => decide("accepted", words), attend);
  align(review);
}

async function decideMany(choose, decision, everywhere = false) {
  const { done, left, articles } = await review.decideAll(choose, decision, everywhere);
  const deed = { accepted: "accepted", rejected: "rejected", open: "open again" }[decision];
  const where = everywhere ? ` in ${counted(articles, "article")}` : "";
  const rest = left
    ? ` ${counted(left, "proposal")} left: they need words of yours, or overlap one that is accepted.`
    : "";
  say(`${counted(done, "change")} ${deed}${where}.${rest}`);
  if (review.item && review.stateOf(review.item).decision !== "open") review.advance();
  attend();
}

const isOpenState = (state) => state.decision === "open";
const ofRule = (item) => (each, state) =>
  isOpenState(state) && each.rules.some((rule) => rule.name === item.rules[0].name);
const shown = (item, state) => isOpenState(state) && review.matches(item, state);

async function undo() {
  const count = await review.undo();
  say(count ? `Taken back: ${counted(count, "decision")}.` : "Nothing to take back.");
  if (count) attend();
}

async function openArticle(number) {
  if (number < 0) return say("There is no further article.");
  try {
    await review.open(number);
  } catch (error) {
    return say(`The article cannot be opened: ${error.message}`);
  }
  closeQueue();
  say(`${review.article.name}: ${counted(review.items.length, "change")}.`);
  find("article").focus({ preventScroll: true });
  return undefined;
}

function setView(name) {
  view = name;
  document.body.dataset.view = name;
  for (const each of document.querySelectorAll("[data-view]")) {
    if (each !== document.body)
      each.setAttribute("aria-pressed", String(each.dataset.view === name));
  }
  arrange();
  if (!review.article) return;
  draws.states();
  elementOf(review.current)?.scrollIntoView({ block: "nearest" });
}

function showSource(on) {
  find("source").hidden = !on;
  find("open-source").setAttribute("aria-pressed", String(on));
  document.body.classList.toggle("with-source", on);
  arrange();
  if (review.article) align(review);
  if (on) followSource(elementOf(review.current));
}

function showFilter(on) {
  find("filter").hidden = !on;
  find("open-filter").setAttribute("aria-expanded", String(on));
  if (on) find("filter-text").focus();
  else find("open-filter").focus({ preventScroll: true });
}

function closeQueue() {
  document.body.classList.remove("queue-open");
  find("open-queue").setAttribute("aria-expanded", "false");
}

function openFacts() {
  const jump = (start, text) => {
    closeAll();
    if (view === "final") setView("marked");
    if (!showPlace(start, Array.from(text).length)) say("That place is not in this view.");
  };
  panel("Names and scores", factsOf(review.article, jump));
}

function theme() {
  const order = ["auto", "light", "dark"];
  settings.set("theme", order[(order.indexOf(settings.theme) + 1) % order.length]);
  setTheme();
  say(`Colours: ${settings.theme}.`);
}

function setTheme() {
  document.documentElement.dataset.theme = settings.theme;
  find("theme").textContent = `Colours: ${settings.theme}`;
}

const commands = {
  go,
  next: () => (review.step(1), go()),
  previous: () => (review.step(-1), go()),
  accept: () => decide("accepted"),
  reject: () => decide("rejected"),
  reopen: () => decide("open", { wording: null }),
  edit,
  undo,
  acceptSafe: () =>
    decideMany((item, state) => isOpenState(state) && item.safety === "safe", "accepted"),
  acceptShown: () => decideMany(shown, "accepted"),
  rejectShown: () => decideMany(shown, "rejected"),
  acceptRule: () => review.item && decideMany(ofRule(review.item), "accepted"),
  rejectRule: () => review.item && decideMany(ofRule(review.item), "rejected"),
  many: () => openMany(review, decideMany),
  search: () => showFilter(true),
  filter: () => showFilter(!filterIsOpen()),
  marked: () => setView("marked"),
  sides: () => setView("sides"),
  final: () => setView("final"),
  source: () => review.article.source && showSource(find("source").hidden),
  facts: openFacts,
  export: () => openExport(review, say),
  nextArticle: () => openArticle(neighbour(review, 1)),
  previousArticle: () => openArticle(neighbour(review, -1)),
  theme,
  keys: () => openKeys(keys, settings),
};

function act(name, value) {
  say("");
  if (review.article || name === "keys" || name === "theme") commands[name](value);
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || isOpen()) return;
  if (event.key === "Escape") return onEscape(event);
  const inNotes = find("notes").contains(event.target) && !isTyping(event.target);
  const arrow = inNotes && { ArrowDown: "next", ArrowUp: "previous" }[event.key];
  if (
    !arrow &&
    (isTyping(event.target) || (!keys.on && !event.ctrlKey && !event.altKey && !event.metaKey))
  )
    return;
  const name = arrow || (combination(event) && keys.commandOf(event));
  if (!name || !(name in COMMANDS)) return;
  event.preventDefault();
  act(name);
}

function onEscape(event) {
  if (document.body.classList.contains("queue-open")) {
    closeQueue();
    find("open-queue").focus();
  } else if (filterIsOpen()) {
    showFilter(false);
  } else {
    return;
  }
  event.preventDefault();
}

function listen() {
  document.addEventListener("keydown", onKey);
  find("article").addEventListener("click", (event) => {
    const element = event.target.closest("[data-item]");
    if (element && getSelection().isCollapsed) go(Number(element.dataset.item));
  });
  for (const [id, name] of [
    ["open-filter", "filter"],
    ["open-many", "many"],
    ["open-source", "source"],
    ["open-facts", "facts"],
    ["open-export", "export"],
    ["theme", "theme"],
    ["open-keys", "keys"],
  ]) {
    find(id).dataset.command = name;
    find(id).addEventListener("click", () => act(name));
  }
  for (const each of document.querySelectorAll("button[data-view]")) {
    each.dataset.command = each.dataset.view;
    each.addEventListener("click", () => act(each.dataset.view));
  }
  find("open-queue").addEventListener("click", () => {
    const isShown = document.body.classList.toggle("queue-open");
    find("open-queue").setAttribute("aria-expanded", String(isShown));
    if (isShown) (find("queue").querySelector("[aria-current]") ?? find("queue-search")).focus();
  });
  new ResizeObserver(([entry]) => {
    document.documentElement.style.setProperty(
      "--top",
      `${Math.ceil(entry.borderBoxSize[0].blockSize)}px`,
    );
  }).observe(document.querySelector(".top"));
  new ResizeObserver(() => review.article && align(review)).observe(find("article"));
  window.addEventListener("resize", () => {
    arrange();
    if (review.article) align(review);
  });
  document.fonts?.ready.then(() => review.article && align(review));
  window.addEventListener("beforeunload", (event) => store.isUnsafe && event.preventDefault());
}

// What the store hears from elsewhere.
const heard = {
  changed(number, changes) {
    if (number === review.number) {
      review.receive(changes);
      say("Decisions from another window are shown.");
    }
    updateQueue(review);
  },
  status: () => review.article && drawHead(),
  conflict(number, id, mine, theirs) {
    const item = number === review.number ? review.items.find((each) => each.id === id) : null;
    openConflict(review, item, mine, theirs, (keep) => {
      if (keep) return store.insist(number, id, mine, theirs.revision);
      store.yield(number, id, theirs);
      if (item) review.receive([[id, theirs]]);
      return undefined;
    });
  },
};

async function begin() {
  setTheme();
  setView("marked");
  listen();
  review.told = (what) => draws[what]();
  await store.open(heard);
  const several = store.rows.length > 1;
  document.body.classList.toggle("with-queue", several);
  find("queue").hidden = find("open-queue").hidden = !several;
  arrange();
  drawQueue(review, openArticle);
  await review.resume();
  document.body.classList.add("ready");
}

begin().catch((error) => say(`The page cannot be shown: ${error.message}`));
