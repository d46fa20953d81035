// The map itself, drawn by Cytoscape.js on a canvas: positions come with the data, nothing moves by itself.

import cytoscape from "cytoscape";

import { Lines } from "./lines.js";
import { look } from "./look.js";
import { names } from "./names.js";

export class Drawing {
  /** `on` has what is called: choose(mark or null), open(mark), labelled(marks of coalitions that have a number alone). */
  constructor(container, on) {
    this.container = container;
    this.on = on;
    this.shown = { marks: [], lines: [], of: new Map() };
    // Before the first fit no size is known, and nothing is computed for one.
    this.ready = false;
    this.chosen = null;
    // The chosen one where it is on the map.
    this.lit = null;
    this.k = 1;
    this.z = 1;
    this.zoom0 = 1;
    this.cy = cytoscape({
      container,
      style: look(this.k, this.z),
      layout: { name: "preset" },
      autoungrabify: true,
      autounselectify: true,
      boxSelectionEnabled: false,
      textureOnViewport: true,
      pixelRatio: Math.min(window.devicePixelRatio || 1, 2),
      maxZoom: 40,
      minZoom: 0.01,
    });
    this.cy.on("tap", (event) => {
      if (event.target === this.cy) on.choose(null);
      else if (event.target.isNode()) on.choose(event.target.scratch("mark"));
    });
    this.cy.on("dbltap", "node", (event) => on.open(event.target.scratch("mark")));
    this.lines = new Lines(container, this.cy);
    this.cy.on("zoom", () => this.later());
    this.cy.on("pan", () => this.later());
    new ResizeObserver(() => {
      if (this.cy.width() === container.clientWidth && this.cy.height() === container.clientHeight) return;
      this.cy.resize();
      if (!this.moved) this.fit();
      this.later();
    }).observe(container);
  }

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.settle(), 140);
  }

  /** Draw a view; what stays is not drawn anew. `called` gives the name of a mark. */
  show(view, numbers, called) {
    this.called = called;
    this.shown = view;
    const first = !this.ready;
    // The size of marks hangs on the zoom: known before they are made, it is worked out once.
    if (first) {
      this.frame(null);
      this.cy.style().fromJson(look(this.k, this.z));
    }
    const wanted = new Map(view.marks.map((mark) => [mark.key, mark]));
    for (const { group, x, y } of numbers) {
      wanted.set(`c${group}`, { key: `c${group}`, type: "number", x, y, r: 1, colour: "#fff", label: String(group) });
    }
    this.lines.lines = view.lines;
    const { cy } = this;
    cy.batch(() => {
      cy.remove(cy.nodes().filter((ele) => !wanted.has(ele.id())));
      const added = [];
      for (const mark of wanted.values()) {
        const data = { id: mark.key, type: mark.type, colour: mark.colour, r: mark.r };
        if (mark.label) Object.assign(data, { label: mark.label, side: "center" });
        if (mark.bundle) data.bundle = true;
        const held = cy.getElementById(mark.key);
        if (held.empty()) added.push({ group: "nodes", data, position: { x: mark.x, y: mark.y }, scratch: { mark } });
        else {
          held.data(data);
          held.position({ x: mark.x, y: mark.y });
          held.scratch("mark", mark);
        }
      }
      cy.add(added);
    });
    this.highlight();
    if (first) {
      this.lines.draw(this.lit);
      this.labels();
    } else this.sized(true);
  }

  /** Mark what is chosen and who it is tied to; the rest steps back. */
  choose(key) {
    if (key === null && this.chosen === null) return;
    this.chosen = key;
    this.highlight();
    this.lines.draw(this.lit);
    this.labels();
  }

  highlight() {
    const { cy } = this;
    const one = this.chosen === null ? cy.collection() : cy.getElementById(this.chosen);
    const before = this.lit;
    this.lit = one.empty() ? null : this.chosen;
    if (this.lit === null && before === null) return;
    cy.batch(() => {
      cy.nodes().removeClass("dim chosen");
      if (this.lit === null) return;
      const near = this.near();
      cy.nodes().filter((ele) => !near.has(ele.id())).addClass("dim");
      one.addClass("chosen");
    });
  }

  /** The keys of the chosen mark and of those that it is tied to. */
  near() {
    const found = new Set([this.lit]);
    for (const { a, b } of this.shown.lines) if (a.key === this.lit || b.key === this.lit) found.add(a.key).add(b.key);
    return found;
  }

  settle() {
    this.sized(false);
  }

  /** Marks and letters keep a size that can be read at any zoom. */
  sized(force) {
    const zoom = this.cy.zoom();
    const k = this.factor();
    if (force || Math.abs(Math.log(k / this.k)) > 0.05 || Math.abs(Math.log(zoom / this.z)) > 0.05) {
      this.k = k;
      this.z = zoom;
      this.cy.style().fromJson(look(this.k, this.z)).update();
    }
    this.lines.draw(this.lit);
    this.labels();
  }

  /** Write names where they find room. */
  labels() {
    const { cy } = this;
    const found = names(this);
    cy.batch(() => {
      for (const ele of cy.nodes()) {
        if (ele.data("type") === "number") continue;
        const label = found.get(ele.id());
        if (!label) {
          if (ele.data("label") !== undefined) ele.removeData("label side bare");
        } else if (ele.data("label") !== label.text || ele.data("side") !== label.side) {
          ele.data({ label: label.text, side: label.side, bare: label.bare === true });
        }
      }
    });
    this.written = found;
    this.on.labelled(this.shown.marks.filter((mark) => mark.type === "disc" && mark.group && found.get(mark.key)?.bare !== undefined));
  }

  fit(disc = null) {
    this.frame(disc);
    this.sized(true);
  }

  /** The box that the buttons for zooming take up on the map. */
  buttons() {
    const [map, own] = [this.container, document.getElementById("zoom")].map((one) => one.getBoundingClientRect());
    return [own.left - map.left, own.top - map.top, own.right - map.left, own.bottom - map.top];
  }

  /** Turn to all marks, or to those of one disc; names may reach over the edge, for they find their place afterwards. */
  frame(disc) {
    const inside = disc === null ? [] : this.shown.marks.filter((mark) => (mark.node || (mark.bundle && mark.bundle[0]))?.disc === disc);
    const marks = inside.length ? inside : this.shown.marks;
    const [w, h] = [this.cy.width(), this.cy.height()];
    // In a tab or a cell not yet shown nothing has a size; the observer fits the map when it gets one.
    if (!marks.length || !w || !h) return;
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const mark of marks) {
      const r = mark.type === "disc" ? mark.r : 0;
      left = Math.min(left, mark.x - r);
      right = Math.max(right, mark.x + r);
      top = Math.min(top, mark.y - r);
      bottom = Math.max(bottom, mark.y + r);
    }
    // Names of coalitions stand in their marks, those of others beside.
    const most = marks.some((mark) => mark.type === "disc") ? 20 : 60;
    const [beside, above] = [Math.min(most, w / 8), Math.min(most, 40, w / 8, h / 8)];
    // No mark stands below the buttons.
    const below = Math.min(Math.max(above, h - this.buttons()[1] + 12), h / 4);
    const zoom = Math.min(4, (w - 2 * beside) / Math.max(right - left, 1), (h - above - below) / Math.max(bottom - top, 1));
    this.cy.viewport({ zoom, pan: { x: w / 2 - (zoom * (left + right)) / 2, y: (h + above - below) / 2 - (zoom * (top + bottom)) / 2 } });
    this.zoom0 = zoom;
    this.moved = inside.length > 0;
    if (!this.ready) this.k = this.factor();
    this.z = this.ready ? this.z : zoom;
    this.ready = true;
  }

  /** By how much the radius of a mark is drawn larger than it is, in units of the map. */
  factor() {
    const zoom = this.cy.zoom();
    const few = Math.max(0.5, Math.min(1, Math.sqrt(500 / Math.max(1, this.shown.marks.length))));
    const near = Math.max(0.7, Math.min(2.2, Math.sqrt(zoom / this.zoom0)));
    return (few * near) / zoom;
  }

  by(x, y) {
    this.moved = true;
    this.cy.panBy({ x, y });
  }

  /** Zoom about the chosen mark where it is seen, so that it stays; else about the middle. */
  zoom(factor) {
    this.moved = true;
    const [w, h] = [this.cy.width(), this.cy.height()];
    const one = this.lit === null ? null : this.cy.getElementById(this.lit).renderedPosition();
    const at = one && one.x >= 0 && one.y >= 0 && one.x <= w && one.y <= h ? one : { x: w / 2, y: h / 2 };
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: at });
  }

  centre(key) {
    const one = this.cy.getElementById(key);
    if (one.empty()) return;
    this.moved = true;
    const zoom = Math.max(this.cy.zoom(), 1.5 * this.zoom0);
    const { x, y } = one.position();
    // The mark itself comes to the middle: cy.center would count its name as well, which then leaves its side.
    this.cy.viewport({ zoom, pan: { x: this.cy.width() / 2 - zoom * x, y: this.cy.height() / 2 - zoom * y } });
    this.settle();
  }
}
