// Elements, made without markup: what an article says never becomes part of the page's own code.

export const find = (id) => document.getElementById(id);

// An element with its attributes and children; `on` has listeners, texts become text.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value))
        element.addEventListener(event, listener);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined),
  );
  return element;
}

export const button = (label, act, attributes = {}) =>
  make("button", { type: "button", ...attributes, on: { click: act } }, label);

export const number = (count) => count.toLocaleString("en-GB");

// A number with its noun: "1 change", "1,200 changes".
export const counted = (count, one, many = `${one}s`) =>
  `${number(count)} ${count === 1 ? one : many}`;

// What is said to everybody: shown below the margin, and read out. What lies under a dialog is not.
export function say(message) {
  const status = document.querySelector("dialog[open] .status") ?? find("status");
  status.textContent = "";
  status.textContent = message;
}

// What a browser keeps for us. It may refuse (private windows, full disks): then nothing is kept.
export const kept = {
  get(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  },
  keys() {
    try {
      return Object.keys(localStorage);
    } catch {
      return [];
    }
  },
};
