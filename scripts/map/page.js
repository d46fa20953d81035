// The page of a network: what is chosen goes through filters and view to map, table and panel.

import { model as modelled } from "./data.js";
import { $, download, el, keepingFocus } from "./dom.js";
import { Drawing } from "./drawing.js";
import { controls, wire } from "./controls.js";
import { filtered, filtersSaid } from "./filter.js";
import { marks, middles } from "./marks.js";
import { groupName, panel } from "./panel.js";
import { adopt, spelled, start } from "./state.js";
import { svg } from "./svg.js";
import { cut } from "./text.js";
import { table } from "./table.js";
import { Words } from "./words.js";

export class Page {
  constructor(data, said) {
    this.model = modelled(data);
    this.state = start(data.lang);
    this.words = new Words(said, data.lang);
    this.bundle = null;
    this.lost = adopt(this.state, this.model, location.hash);
    this.drawing = new Drawing($("map"), {
      choose: (mark) => this.chooseMark(mark),
      open: (mark) => mark && mark.type === "disc" && this.toggle(mark.disc),
      labelled: (numbered) => this.sayNumbers(numbered),
    });
    wire(this);
    this.wireMap();
    this.openChosen();
    this.speak();
    if (this.state.node !== null) this.drawing.centre(this.keyOf());
    addEventListener("hashchange", () => this.follow());
  }

  // ---- what is drawn

  refilter() {
    keepingFocus(() => this.redraw());
  }

  redraw() {
    const { state, model } = this;
    this.seen = filtered(model, state);
    this.view = marks(model, state, this.seen);
    // Of nodes chosen as one mark, those that the filters leave as one.
    const left = this.bundle?.members.map((node) => this.view.of.get(node.i)).find((mark) => mark?.bundle);
    this.bundle = left ?? null;
    this.numbers = this.view.coarse ? [] : middles(this.view);
    this.drawing.show(this.view, this.numbers, (mark, whole) => this.called(mark, whole));
    this.drawing.choose(this.keyOf());
    controls(this);
    this.drawTable();
    this.drawPanel();
    this.sayStatus();
    $("map").setAttribute("aria-label", this.words.t("map_alt", { status: this.status() }));
    const { search } = this.state;
    $("filters_said").textContent = `${this.filters()} ${search.trim() ? this.words.t("search_said", { search }) : ""}`.trim();
    this.write();
  }

  drawTable(say) {
    const { made, pages, first, n } = table(this);
    const searching = this.state.search.trim() !== "";
    $("table").replaceChildren(made, pages);
    $("table").setAttribute("aria-label", this.words.t(searching ? "table_searched" : "table"));
    this.markRow();
    this.first = searching ? first : null;
    this.found = n;
    if (say) this.sayStatus();
    this.write();
  }

  /** What is shown; while something is searched, how much of it is found before that. */
  sayStatus() {
    const found = this.state.search.trim() ? `${this.words.t("found", { n: this.found })} ` : "";
    $("status").textContent = found + this.status();
  }

  drawPanel() {
    const lost = this.lost.map((id) => el("p", { class: "warn", text: this.words.t("lost", { id }) }));
    $("panel_body").replaceChildren(...lost, ...panel(this));
    $("panel").classList.toggle("empty", this.state.node === null && this.state.disc === null && !this.bundle);
  }

  /** All words of the page in the language. */
  speak() {
    const { words, state, model } = this;
    words.set(state.lang);
    document.documentElement.lang = words.lang;
    document.title = words.of(model.data.title);
    for (const one of document.querySelectorAll("[data-t]")) one.textContent = words.t(one.dataset.t);
    for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", words.t(one.dataset.label));
    $("title").textContent = words.of(model.data.title);
    $("network").textContent = words.of(model.data.network);
    $("map").setAttribute("aria-roledescription", words.t("map_role"));
    $("search").placeholder = words.t("search_hint");
    for (const lang of ["en", "fr"]) $(lang).setAttribute("aria-pressed", String(words.lang === lang));
    $("made").textContent = words.t("made", { version: model.data.version, data: model.data.data, seed: String(model.data.seed) });
    this.refilter();
  }

  status() {
    const { seen, model, words, view } = this;
    const said = [words.t("status", { n: seen.nodes.length, of: model.nodes.length, ties: seen.n })];
    if (view.coarse) {
      const closed = view.marks.filter((mark) => mark.type === "disc");
      said.push(words.t("status_discs", { n: closed.filter((mark) => mark.group).length }));
      if (closed.some((mark) => !mark.group)) said.push(words.t("status_others"));
    }
    if (view.unlisted) said.push(words.t("status_unlisted", { n: view.unlisted }));
    if (seen.undated) said.push(words.t("status_undated", { n: seen.undated }));
    return said.join(" ");
  }

  filters() {
    const said = filtersSaid(this.model, this.state, this.words);
    return said.length ? this.words.t("filters_said", { filters: said.join("; ") }) : this.words.t("no_filters");
  }

  /** Whom the numbers on the map stand for, where a name found no room. */
  sayNumbers(numbered) {
    const names = numbered.map((mark) => mark.group).sort((a, b) => a - b).map((n) => groupName(this, n));
    $("numbers").textContent = names.length ? this.words.pair(this.words.t("numbers"), names.join(this.words.lang === "fr" ? "\u00a0; " : "; ")) : "";
  }

  called(mark, whole) {
    const { words, model } = this;
    if (mark.type === "disc") {
      const name = mark.group ? words.of(model.groups[mark.group - 1].name) : words.t("others_short");
      const title = mark.group ? `${mark.group} · ${whole ? name : cut(name, 60)}` : name;
      return `${title}${whole ? ", " : "\n"}${words.t("n_nodes", { n: mark.n })}`;
    }
    if (mark.bundle) return words.t("bundle", { n: mark.n });
    return whole ? words.of(mark.node) : cut(words.of(mark.node));
  }

  colour(node) {
    const { colours } = this.model.data;
    if (node.group) return this.model.groups[node.group - 1].colour;
    return node.actor ? colours.others : colours.action;
  }

  // ---- what is chosen

  keyOf() {
    const { state, view } = this;
    if (state.node !== null) return view.of.get(state.node)?.key ?? null;
    if (state.disc !== null) return `d${state.disc}`;
    return this.bundle ? this.bundle.key : null;
  }

  chooseMark(mark) {
    if (mark === null) this.choose({});
    else if (mark.type === "disc") this.choose({ disc: mark.disc });
    else if (mark.bundle) this.choose({ bundle: mark });
    else if (mark.node) this.choose({ node: mark.node.i });
  }

  /** Choose a node, a disc, a bundle, or nothing. */
  choose({ node = null, disc = null, bundle = null, focus = false, centre = false }) {
    this.lost = [];
    this.state.node = node;
    this.state.disc = disc;
    this.bundle = bundle;
    if (this.openChosen()) this.refilter();
    else {
      this.drawing.choose(this.keyOf());
      this.drawPanel();
      this.write();
    }
    if (centre && this.keyOf()) this.drawing.centre(this.keyOf());
    this.markRow();
    $("panel").scrollTop = 0;
    this.turnTo($("chosen"), focus);
  }

  /** Bring the heading of the panel into sight; where the panel is below the map, at the foot, so that the map stays there. */
  turnTo(heading, focus) {
    if (!heading) return;
    const below = $("panel").offsetTop >= $("middle").offsetTop + $("middle").offsetHeight;
    if (focus) heading.focus({ preventScroll: true });
    const { top, bottom } = heading.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) heading.scrollIntoView({ block: below ? "end" : "nearest" });
  }

  /** The row of what is chosen, where the table has it on this page. */
  markRow() {
    const { node, disc } = this.state;
    const key = node !== null ? `n${node}` : disc !== null ? `d${disc}` : null;
    for (const row of document.querySelectorAll("#list tbody tr")) {
      const own = row.dataset.key === key;
      row.classList.toggle("chosen", own);
      if (own) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }

  /** Open the coalition that a chosen node is in. */
  openChosen() {
    const { state, model } = this;
    if (state.node === null || !model.data.discs) return false;
    const { disc } = model.nodes[state.node];
    if (state.open.has(disc)) return false;
    state.open.add(disc);
    return true;
  }

  toggle(disc) {
    const { state, model } = this;
    if (state.open.has(disc)) {
      state.open.delete(disc);
      if (state.node !== null && model.nodes[state.node].disc === disc) state.node = null;
    } else {
      // One by one: what was open closes.
      state.open = new Set([disc]);
      if (state.node !== null && model.nodes[state.node].disc !== disc) state.node = null;
    }
    state.disc = state.node === null ? disc : null;
    this.bundle = null;
    state.page = 0;
    this.refilter();
    this.drawing.fit(state.open.has(disc) ? disc : null);
    this.turnTo($("chosen"), true);
  }

  reset() {
    const { lang } = this.state;
    Object.assign(this.state, start(lang));
    this.bundle = null;
    this.lost = [];
    this.refilter();
    this.drawing.fit();
  }

  // ---- the address

  write() {
    const spelling = spelled(this.state, this.model);
    if (spelling === location.hash) return;
    try {
      history.replaceState(null, "", spelling);
    } catch {
      // A frame without an address of its own, as in a notebook.
    }
  }

  follow() {
    if (location.hash === spelled(this.state, this.model)) return;
    this.lost = adopt(this.state, this.model, location.hash);
    this.openChosen();
    this.speak();
    if (this.state.node !== null) this.drawing.centre(this.keyOf());
  }

  // ---- keys and buttons

  wireMap() {
    const { drawing, state } = this;
    const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    $("map").addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const move = moves[event.key];
      const letter = event.key.toLowerCase();
      if (move) drawing.by(...move);
      else if (event.key === "+" || event.key === "=") drawing.zoom(1.3);
      else if (event.key === "-") drawing.zoom(1 / 1.3);
      else if (event.key === "0") drawing.fit();
      else if (event.key === "Escape") this.choose({});
      else if (letter === "n" || letter === "p") this.step(letter === "n" ? 1 : -1);
      else if (event.key === "Enter") this.enter();
      else return;
      event.preventDefault();
    });
    $("in").addEventListener("click", () => drawing.zoom(1.4));
    $("out").addEventListener("click", () => drawing.zoom(1 / 1.4));
    $("fit").addEventListener("click", () => drawing.fit());
    drawing.cy.on("dragpan scrollzoom pinchzoom", () => {
      drawing.moved = true;
    });
    for (const lang of ["en", "fr"]) {
      $(lang).addEventListener("click", () => {
        state.lang = lang;
        this.speak();
      });
    }
    $("save").addEventListener("click", () => {
      const text = new XMLSerializer().serializeToString(svg(this));
      download(`${this.words.t("file_name")}.svg`, "image/svg+xml", text);
    });
    $("print").addEventListener("click", () => print());
    addEventListener("beforeprint", () => $("printed").replaceChildren(svg(this)));
    addEventListener("afterprint", () => $("printed").replaceChildren());
  }

  /** The next mark by size, for the keyboard. */
  step(by) {
    const order = [...this.view.marks].sort((a, b) => b.r - a.r || (a.key < b.key ? -1 : 1));
    if (!order.length) return;
    const at = order.findIndex((mark) => mark.key === this.keyOf());
    const next = order[(at < 0 && by < 0 ? order.length - 1 : at + by + order.length) % order.length];
    this.chooseMark(next);
    $("status").textContent = this.called(next, true);
  }

  enter() {
    if (this.state.disc !== null) this.toggle(this.state.disc);
    else this.turnTo($("chosen"), true);
  }
}
