// The page of territories: outlines where there are any, the table of territories × fields with its gaps, the panel.

import { plain } from "./data.js";
import { $, OTHER_WAY, download, el, keepingFocus, sign, xml } from "./dom.js";
import { begin } from "./start.js";
import { wrapped } from "./svg.js";
import { Words } from "./words.js";

const NS = "http://www.w3.org/2000/svg";
const STEPS = ["#DCE9F5", "#A9CCE8", "#6FA8D6", "#3B7DB8", "#1B4F84"];
const NOTHING = "#FFFFFF";
const UNKNOWN = "#E8E8E8";
const ROWS = 100;

class Territories {
  constructor(data, said) {
    this.data = data;
    this.words = new Words(said, data.lang);
    this.state = { lang: data.lang, field: -2, place: null, search: "", page: 0 };
    data.places.forEach((place, i) => Object.assign(place, { i, plain: plain(`${place.en} ${place.fr}`), cells: new Map() }));
    for (const [place, field, nodes] of data.cells) data.places[place].cells.set(field, nodes);
    for (const place of data.places) place.all = [...new Set([...place.cells.values()].flat())];
    this.adopt(location.hash);
    this.wire();
    this.speak();
    addEventListener("hashchange", () => {
      this.adopt(location.hash);
      this.speak();
    });
  }

  adopt(hash) {
    const part = new URLSearchParams(hash.replace(/^#/, ""));
    const { data, state } = this;
    if (["en", "fr"].includes(part.get("l"))) state.lang = part.get("l");
    const place = data.places.findIndex((one) => one.id === part.get("n"));
    state.place = place < 0 ? null : place;
    const field = data.fields.findIndex((one) => one.id === part.get("f"));
    state.field = field < 0 ? -2 : field;
    state.search = part.get("q") || "";
    this.lost = [place < 0 ? part.get("n") : null, field < 0 ? part.get("f") : null].filter(Boolean);
  }

  write() {
    const { data, state } = this;
    const part = new URLSearchParams({ l: state.lang });
    if (state.place !== null) part.set("n", data.places[state.place].id);
    if (state.field >= 0) part.set("f", data.fields[state.field].id);
    if (state.search) part.set("q", state.search);
    try {
      history.replaceState(null, "", `#${part}`);
    } catch {
      // A frame without an address of its own, as in a notebook.
    }
  }

  wire() {
    const { state } = this;
    $("search").addEventListener("input", (event) => {
      state.search = event.target.value;
      state.page = 0;
      this.table();
      this.write();
    });
    $("what").addEventListener("change", (event) => {
      state.field = Number(event.target.value);
      this.lost = [];
      this.draw();
    });
    for (const lang of ["en", "fr"]) {
      $(lang).addEventListener("click", () => {
        state.lang = lang;
        this.speak();
      });
    }
    $("save").addEventListener("click", () => {
      const text = new XMLSerializer().serializeToString(this.drawing(true));
      download(`${this.words.t("file_name")}.svg`, "image/svg+xml", text);
    });
    $("print").addEventListener("click", () => print());
    if (!this.data.shapes) $("save").hidden = true;
    addEventListener("beforeprint", () => $("printed").replaceChildren(...(this.data.shapes ? [this.drawing(true)] : [])));
    addEventListener("afterprint", () => $("printed").replaceChildren());
  }

  speak() {
    const { words, state, data } = this;
    words.set(state.lang);
    document.documentElement.lang = words.lang;
    document.title = words.of(data.title);
    for (const one of document.querySelectorAll("[data-t]")) one.textContent = words.t(one.dataset.t);
    for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", words.t(one.dataset.label));
    $("title").textContent = words.of(data.title);
    $("network").textContent = words.of(data.network);
    for (const lang of ["en", "fr"]) $(lang).setAttribute("aria-pressed", String(words.lang === lang));
    $("search").value = state.search;
    const options = data.fields.map((field, i) => [words.of(field), i]).sort((a, b) => words.collator.compare(a[0], b[0]));
    $("what").replaceChildren(...[[words.t("all_fields"), -2], ...options].map(([text, value]) => el("option", { value: String(value), text })));
    $("what").value = String(state.field);
    $("what_box").hidden = data.fields.length === 0;
    const [actors, actions] = data.unlocated;
    const notes = actors || actions ? [words.t("place.unlocated", { actors, actions })] : [];
    const undrawn = data.places.filter((place) => place.shape < 0).length;
    if (!data.shapes) notes.push(words.t("place.no_shapes"));
    else if (undrawn) notes.push(words.t("place.undrawn", { n: undrawn }));
    $("unlocated").textContent = notes.join(" ");
    $("made").textContent = words.t("made", { version: data.version, data: data.data, seed: "–" });
    this.draw();
  }

  /** Who and what is in a territory, of the field that is chosen. */
  held(place) {
    return this.state.field < 0 ? place.all : place.cells.get(this.state.field) || [];
  }

  /** The fields that are shown: the one that is chosen, or all. */
  fields() {
    return this.state.field >= 0 ? [this.state.field] : this.data.fields.map((_, i) => i);
  }

  status() {
    const { places } = this.data;
    const fields = this.fields();
    const gaps = places.reduce((sum, place) => sum + fields.filter((field) => !place.cells.has(field)).length, 0);
    return this.words.t("place.status", { n: places.length, fields: fields.length, gaps });
  }

  /** Classes of about equally many territories. */
  classes() {
    const counts = this.data.places.map((place) => this.held(place).length).filter((n) => n > 0).sort((a, b) => a - b);
    const bounds = [];
    for (let n = 1; n <= STEPS.length && counts.length; n += 1) {
      const bound = counts[Math.min(counts.length - 1, Math.ceil((counts.length * n) / STEPS.length) - 1)];
      if (!bounds.includes(bound)) bounds.push(bound);
    }
    const colours = bounds.map((_, n) => STEPS[bounds.length === 1 ? 2 : Math.round((n * (STEPS.length - 1)) / (bounds.length - 1))]);
    return { bounds, colours, of: (n) => (n ? colours[bounds.findIndex((bound) => n <= bound)] : NOTHING) };
  }

  legendLines() {
    const { words } = this;
    const { bounds, colours } = this.classes();
    const lines = [[NOTHING, words.t("place.legend0")]];
    bounds.forEach((to, n) => {
      const from = n ? bounds[n - 1] + 1 : 1;
      lines.push([colours[n], from === to ? words.number(to) : words.t("place.legend", { from, to })]);
    });
    if (this.data.shapes) lines.push([UNKNOWN, words.t("place.unknown")]);
    return lines;
  }

  draw() {
    keepingFocus(() => this.drawAll());
  }

  drawAll() {
    $("box").hidden = !this.data.shapes;
    if (this.data.shapes) $("map").replaceChildren(this.drawing(false));
    $("legend").replaceChildren(...(this.data.shapes ? this.legendLines().map(([colour, text]) => el("li", {}, sign("area", colour), text)) : []));
    this.table();
    this.panel();
    this.write();
  }

  /** The outlines as SVG; whole with title, legend and field, to keep and to print. */
  drawing(whole) {
    const { data, words, state } = this;
    const { width, height, paths, names } = data.shapes;
    const made = document.createElementNS(NS, "svg");
    const add = (parent, tag, about, text) => {
      const one = document.createElementNS(NS, tag);
      for (const [name, value] of Object.entries(about)) one.setAttribute(name, xml(value));
      if (text !== undefined) one.textContent = xml(text);
      parent.append(one);
      return one;
    };
    const head = whole ? [words.of(data.title), state.field < 0 ? words.t("all_fields") : words.pair(words.t("field"), words.of(data.fields[state.field]))] : [];
    const legend = whole ? this.legendLines() : [];
    const foot = whole ? wrapped(`${this.status()} ${words.t("gap_said")} ${$("made").textContent}`, 150) : [];
    const top = whole ? 60 : 4;
    const high = top + height + (whole ? 20 + 22 * legend.length + 18 * foot.length + 10 : 4);
    made.setAttribute("viewBox", `-4 0 ${width + 8} ${high}`);
    made.setAttribute("role", whole ? "img" : "group");
    made.setAttribute("font-family", "sans-serif");
    if (whole) made.setAttribute("xmlns", NS);
    else made.setAttribute("aria-label", words.t("place.alt"));
    if (whole) add(made, "title", {}, `${words.of(data.title)}. ${this.status()}`);
    head.forEach((line, n) => add(made, "text", { x: 0, y: 24 + 22 * n, "font-size": n ? 16 : 20, "font-weight": n ? "normal" : "bold" }, line));
    const map = add(made, "g", { transform: `translate(0 ${top})` });
    const of = new Map(data.places.filter((place) => place.shape >= 0).map((place) => [place.shape, place]));
    const { of: colour } = this.classes();
    paths.forEach((d, shape) => {
      const place = of.get(shape);
      const held = place ? this.held(place).length : 0;
      const about = { d, fill: place ? colour(held) : UNKNOWN, "fill-rule": "evenodd", class: "area" };
      if (whole) Object.assign(about, { stroke: "#1D2530", "stroke-width": 0.7 });
      const path = add(map, "path", about);
      const said = place ? words.pair(words.of(place), this.counted(this.held(place))) : words.pair(names[shape], words.t("place.unknown"));
      add(path, "title", {}, said);
      if (!whole && place) {
        path.setAttribute("tabindex", "0");
        path.setAttribute("role", "button");
        path.setAttribute("aria-label", said);
        path.id = `place${place.i}`;
        if (state.place === place.i) path.classList.add("chosen");
        path.addEventListener("click", () => this.choose(place.i));
        path.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          this.choose(place.i, true);
        });
      }
    });
    legend.forEach(([fill, text], n) => {
      const y = top + height + 20 + 22 * n;
      add(made, "rect", { x: 0, y, width: 16, height: 14, fill, stroke: "#1D2530" });
      add(made, "text", { x: 24, y: y + 12, "font-size": 14 }, text);
    });
    foot.forEach((line, n) => add(made, "text", { x: 0, y: top + height + 34 + 22 * legend.length + 18 * n, "font-size": 13 }, line));
    return made;
  }

  counted(nodes) {
    const actors = nodes.filter((n) => this.data.nodes[n].actor).length;
    return this.words.t("place.counts", { actors, actions: nodes.length - actors });
  }

  choose(place, focus) {
    this.state.place = place;
    this.lost = [];
    this.draw();
    $("panel").scrollTop = 0;
    if (focus) $("chosen")?.focus();
  }

  panel() {
    const { data, words, state } = this;
    $("panel").classList.toggle("empty", state.place === null);
    const lost = this.lost.map((id) => el("p", { class: "warn", text: words.t("lost", { id }) }));
    if (state.place === null) {
      $("panel_body").replaceChildren(...lost, el("p", { text: words.t("place.hint") }));
      return;
    }
    const place = data.places[state.place];
    const parts = [...lost, el("h2", { id: "chosen", tabindex: "-1", text: words.of(place) })];
    parts.push(el("p", { text: [words.of(place.scale), this.counted(place.all)].filter(Boolean).join(" · ") }));
    const fields = data.fields.map((field, i) => [words.of(field), i]).sort((a, b) => words.collator.compare(a[0], b[0]));
    const gaps = [];
    for (const [name, field] of [...fields, [words.t("no_field"), -1]]) {
      if (state.field >= 0 && field !== state.field) continue;
      const nodes = place.cells.get(field) || [];
      if (nodes.length) parts.push(el("h3", { text: name }), el("ul", { class: "members" }, ...nodes.map((n) => this.line(n, place.i))));
      else if (field >= 0) gaps.push(name);
    }
    if (gaps.length) parts.push(el("p", { class: "warn", text: words.t("place.none", { field: gaps.join(", ") }) }));
    $("panel_body").replaceChildren(...parts);
  }

  line(n, place) {
    const { data, words } = this;
    const node = data.nodes[n];
    const others = node.tied.map((one) => words.of(one)).join(", ") + (node.n > node.tied.length ? "…" : "");
    const where = data.where.filter(([one, there]) => one === n && there === place).map(([, , source, locator]) => `${source}, ${locator}`);
    return el(
      "li",
      {},
      sign(node.actor ? "actor" : "action", node.actor ? "#CBD0D6" : "#3D4856"),
      el("strong", { text: words.of(node) }),
      others ? ` · ${others}` : null,
      where.length ? el("div", { class: "source", text: words.pair(words.t("source"), where.join("; ")) }) : null,
    );
  }

  table() {
    const { data, words, state } = this;
    const parts = plain(state.search).split(/\s+/).filter(Boolean);
    const shown = data.places.filter((place) => parts.every((part) => place.plain.includes(part)));
    shown.sort((a, b) => b.all.length - a.all.length || words.collator.compare(words.of(a), words.of(b)));
    const last = Math.max(0, Math.ceil(shown.length / ROWS) - 1);
    state.page = Math.min(state.page, last);
    const fields = this.fields();
    const searching = parts.length > 0;
    const without = state.field < 0 && data.cells.some(([, field]) => field === -1);
    const cell = (nodes) => (nodes && nodes.length ? el("td", { class: "n", text: words.number(nodes.length) }) : el("td", { class: "gap", text: words.t("gap") }));
    const body = el("tbody");
    for (const place of shown.slice(state.page * ROWS, (state.page + 1) * ROWS)) {
      const name = el("button", { type: "button", class: "link", text: words.of(place), on: () => this.choose(place.i, true) });
      const none = place.cells.get(-1);
      body.append(
        el(
          "tr",
          { class: state.place === place.i ? "chosen" : null, "aria-current": state.place === place.i ? "true" : null },
          el("th", { scope: "row" }, name),
          el("td", { class: "n", text: words.number(place.all.length) }),
          ...fields.map((field) => cell(place.cells.get(field))),
          without ? el("td", { class: "n", text: none ? words.number(none.length) : "–" }) : null,
        ),
      );
    }
    const heads = [words.t("territory"), words.t("total"), ...fields.map((field) => words.of(data.fields[field])), ...(without ? [words.t("no_field")] : [])];
    const first = state.page * ROWS;
    const about = { search: state.search.trim(), n: shown.length, from: shown.length ? first + 1 : 0, to: Math.min(shown.length, first + ROWS) };
    const made = el(
      "table",
      { id: "list" },
      el("caption", { text: [words.t("place.table"), searching ? words.t("table_found", about) : ""].filter(Boolean).join(". ") }),
      el("thead", {}, el("tr", {}, ...heads.map((text, n) => el("th", { scope: "col", class: n ? "n" : null, text })))),
      body,
    );
    const pages = el("p", { class: "pages" });
    if (last > 0) {
      const turn = (by) => () => {
        state.page += by;
        keepingFocus(() => this.table(), OTHER_WAY);
      };
      const back = el("button", { type: "button", id: "back", text: words.t("back"), on: turn(-1) });
      const next = el("button", { type: "button", id: "next", text: words.t("next"), on: turn(1) });
      back.disabled = state.page === 0;
      next.disabled = state.page === last;
      pages.append(back, " ", words.t("page", { n: state.page + 1, of: last + 1 }), " ", next);
    }
    $("table").replaceChildren(made, pages);
    $("table").setAttribute("aria-label", words.t(searching ? "table_searched" : "table"));
    // The search narrows the table and not the outlines: both are said.
    $("status").textContent = [searching ? words.t("found", { n: shown.length }) : "", this.status()].filter(Boolean).join(" ");
  }
}

begin((data, said) => {
  const page = new Territories(data, said);
  window.graphkitMap = page;
  return page;
});
