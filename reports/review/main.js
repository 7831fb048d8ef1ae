// The page: its parts joined, its keys and buttons.
import { showPlace } from "./article.js";
import { openConflict } from "./conflict-dialog.js";
import { decideMany, deedsOf } from "./deeds.js";
import { Desk, isFilterShown, isQueueShown } from "./desk.js";
import { closeAll, isOpen, openDialog } from "./dialog.js";
import { counted, find, say } from "./dom.js";
import { leaveEditor } from "./editor.js";
import { openExport } from "./export-dialog.js";
import { factsOf } from "./facts.js";
import { FileStore } from "./file-store.js";
import { openKeys } from "./keys-dialog.js";
import { COMMANDS, Keys, combination, isTyping } from "./keys.js";
import { openMany } from "./many-dialog.js";
import { align } from "./notes.js";
import { drawQueue, neighbour, updateQueue } from "./queue.js";
import { Review } from "./review.js";
import { ServerStore } from "./server-store.js";
import { Settings } from "./settings.js";

const config = JSON.parse(find("config").textContent);
const store = config.mode === "server" ? new ServerStore(config) : new FileStore(config);
const review = new Review(config, store);
const keys = new Keys();
const settings = new Settings();
const desk = new Desk(review, keys, settings, act);

const commands = {
  ...deedsOf(desk),
  go,
  open,
  next: () => (review.step(1), go()),
  previous: () => (review.step(-1), go()),
  many: () => openMany(review, (...chosen) => decideMany(desk, ...chosen)),
  search: () => desk.showFilter(true),
  filter: () => desk.showFilter(!isFilterShown()),
  marked: () => desk.show("marked"),
  sides: () => desk.show("sides"),
  final: () => desk.show("final"),
  source: () => review.article.source && desk.showSource(find("source").hidden),
  facts: openFacts,
  export: () => openExport(review),
  nextArticle: () => open(neighbour(review, 1)),
  previousArticle: () => open(neighbour(review, -1)),
  theme: changeTheme,
  keys: () => openKeys(keys, settings),
};

// Carry out a command, unless words that are being written would be lost.
function act(name, value) {
  if (!review.article && !["keys", "theme"].includes(name)) return;
  if (!leaveEditor()) return say("Save the wording first, or cancel it.");
  say("");
  return commands[name](value);
}

function go(index) {
  desk.showChanges();
  if (index !== undefined) review.go(index);
  desk.attend();
}

async function open(number) {
  if (number < 0) return say("There is no further article.");
  try {
    await review.open(number);
  } catch (error) {
    return say(`The article cannot be opened: ${error.message}`);
  }
  desk.showQueue(false);
  say(`${review.article.name}: ${counted(review.items.length, "change")}.`);
  find("article").focus({ preventScroll: true });
}

function openFacts() {
  const jump = (start, text) => {
    closeAll();
    desk.showChanges();
    if (!showPlace(review, start, Array.from(text).length)) say("That place is not in this view.");
  };
  openDialog("Names and scores", factsOf(review.article, jump), "sheet-dialog");
}

function changeTheme() {
  const order = ["auto", "light", "dark"];
  settings.set("theme", order[(order.indexOf(settings.theme) + 1) % order.length]);
  desk.showTheme();
  say(`Colours: ${settings.theme}.`);
}

function onKey(event) {
  if (event.defaultPrevented || event.isComposing || isOpen()) return;
  if (event.key === "Escape") return onEscape(event);
  const name = arrowOf(event) ?? commandOf(event);
  if (!name) return;
  event.preventDefault();
  act(name);
}

// In the list of the notes the arrows go up and down, whatever the keys are.
function arrowOf(event) {
  const inNotes = find("notes").contains(event.target) && !isTyping(event.target);
  return inNotes ? { ArrowDown: "next", ArrowUp: "previous" }[event.key] : undefined;
}

function commandOf(event) {
  if (isTyping(event.target)) return null;
  if (!keys.on && !event.ctrlKey && !event.altKey && !event.metaKey) return null;
  const name = combination(event) && keys.commandOf(event);
  return name in COMMANDS ? name : null;
}

function onEscape(event) {
  if (isQueueShown()) {
    desk.showQueue(false);
    find("open-queue").focus();
  } else if (isFilterShown()) {
    desk.showFilter(false);
  } else {
    return;
  }
  event.preventDefault();
}

function listen() {
  document.addEventListener("keydown", onKey);
  for (const each of document.querySelectorAll(".bar [data-command]")) {
    each.addEventListener("click", () => act(each.dataset.command));
  }
  find("open-queue").addEventListener("click", () => desk.showQueue(!isQueueShown()));
  find("article").addEventListener("click", (event) => {
    const element = event.target.closest("[data-item]");
    if (element && getSelection().isCollapsed) act("go", Number(element.dataset.item));
  });
  window.addEventListener("resize", () => desk.layOut());
  document.addEventListener("visibilitychange", () =>
    review.see(document.visibilityState === "visible"),
  );
  window.addEventListener("beforeunload", (event) => store.isUnsafe && event.preventDefault());
  new ResizeObserver(() => review.article && align(review)).observe(find("article"));
  new ResizeObserver(([{ borderBoxSize }]) => {
    const height = `${Math.ceil(borderBoxSize[0].blockSize)}px`;
    document.documentElement.style.setProperty("--top", height);
  }).observe(document.querySelector(".top"));
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
  status: () => desk.queue(),
  conflict(number, id, mine, theirs) {
    const item = number === review.number ? review.items.find((each) => each.id === id) : null;
    openConflict(review, item, mine, theirs, (keepsMine) => {
      if (keepsMine) return store.insist(number, id, mine, theirs.revision);
      store.yield(number, id, theirs);
      if (item) review.receive([[id, theirs]]);
      return say("The other decision stands.");
    });
  },
};

async function begin() {
  desk.showTheme();
  desk.show("marked");
  listen();
  await store.open(heard);
  const several = store.rows.length > 1;
  document.body.classList.toggle("with-queue", several);
  find("queue").hidden = find("open-queue").hidden = !several;
  desk.layOut();
  drawQueue(review, (number) => act("open", number));
  await review.resume();
  document.body.classList.add("ready");
}

begin().catch((error) => say(`The page cannot be shown: ${error.message}`));
