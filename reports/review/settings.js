// What a person set, and the browser keeps.
import { kept } from "./dom.js";

export class Settings {
  #all = kept.get("cleancopy:settings") ?? {};

  get advance() {
    return this.#all.advance !== false;
  }

  get theme() {
    return ["light", "dark"].includes(this.#all.theme) ? this.#all.theme : "auto";
  }

  set(name, value) {
    this.#all = { ...this.#all, [name]: value };
    kept.set("cleancopy:settings", this.#all);
  }
}
