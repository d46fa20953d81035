// The map itself, drawn by Cytoscape.js on a canvas: positions come with the data, nothing moves by itself.

import cytoscape from "cytoscape";

import { discLabel } from "./disclabels.js";
import { Lines } from "./lines.js";

const INK = "#1D2530";
const MOST_LABELS = 40;
const FEWER_LABELS = 24;

// Where a name may stand beside its mark, and how far to the right of it and below.
const SIDES = [["right", 1, 0], ["left", -1, 0], ["top", 0, -1], ["bottom", 0, 1]];

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
    this.ruler = document.createElement("canvas").getContext("2d");
    this.cy = cytoscape({
      container,
      style: this.style(),
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

  /** The look of all: what is the same for each mark is a plain value, for those cost least. */
  style() {
    const wide = (ele) => 2 * ele.data("r") * (ele.data("type") === "disc" ? 1 : this.k);
    const px = (size) => size / this.z;
    const beside = (side, valign, halign, x, y) => ({
      selector: `node[label][side="${side}"]`,
      style: { "text-valign": valign, "text-halign": halign, "text-margin-x": px(x), "text-margin-y": px(y) },
    });
    return [
      {
        selector: "node",
        style: {
          shape: "ellipse",
          width: wide,
          height: wide,
          "background-color": "data(colour)",
          "border-width": px(0.8),
          "border-color": INK,
          "z-index-compare": "manual",
          "z-index": 2,
        },
      },
      { selector: 'node[type="action"]', style: { shape: "diamond" } },
      {
        selector: "node[label]",
        style: {
          label: "data(label)",
          color: INK,
          "font-size": px(12),
          "font-family": "sans-serif",
          "text-outline-color": "#fff",
          "text-outline-width": px(2),
          "min-zoomed-font-size": 0,
          "z-index": 3,
        },
      },
      beside("right", "center", "right", 3, 0),
      beside("left", "center", "left", -3, 0),
      beside("top", "top", "center", 0, -3),
      beside("bottom", "bottom", "center", 0, 3),
      beside("center", "center", "center", 0, 0),
      {
        selector: 'node[type="disc"]',
        style: { "background-opacity": 0.75, "text-wrap": "wrap", "line-height": 1.15, "font-size": px(13), "border-width": px(1.2) },
      },
      { selector: 'node[type="disc"][?bare]', style: { "font-size": px(17), "font-weight": "bold" } },
      { selector: "node[?bundle]", style: { "border-style": "double", "border-width": px(4) } },
      {
        selector: 'node[type="number"]',
        style: {
          shape: "rectangle",
          "background-opacity": 0,
          "border-width": 0,
          width: 1,
          height: 1,
          events: "no",
          "font-size": px(22),
          "font-weight": "bold",
          "text-outline-width": px(4),
          "z-index": 9,
        },
      },
      { selector: ".dim", style: { opacity: 0.15 } },
      { selector: "node.chosen", style: { "border-width": px(4), "border-color": "#000", "z-index": 8 } },
    ];
  }

  /** Draw a view; what stays is not drawn anew. `called` gives the name of a mark. */
  show(view, numbers, called) {
    this.called = called;
    this.shown = view;
    const first = !this.ready;
    // The size of marks hangs on the zoom: known before they are made, it is worked out once.
    if (first) {
      this.frame(null);
      this.cy.style().fromJson(this.style());
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
      this.cy.style().fromJson(this.style()).update();
    }
    this.lines.draw(this.lit);
    this.labels();
  }

  /** Write names where they find room: those with most ties first, forty at most. */
  labels() {
    const { cy } = this;
    const zoom = cy.zoom();
    const pan = cy.pan();
    const [w, h] = [cy.width(), cy.height()];
    const near = this.lit === null ? null : this.near();
    const taken = [];
    const found = new Map();
    const free = (box) => !taken.some((b) => b[0] < box[2] && box[0] < b[2] && b[1] < box[3] && box[1] < b[3]);
    for (const number of cy.nodes('[type="number"]')) {
      const p = number.renderedPosition();
      taken.push([p.x - 12, p.y - 12, p.x + 12, p.y + 12]);
    }
    const order = this.shown.marks.filter((m) => !near || near.has(m.key));
    order.sort((a, b) => (b.key === this.chosen) - (a.key === this.chosen) || !!a.bundle - !!b.bundle || b.r - a.r || (a.key < b.key ? -1 : 1));
    const seen = [];
    for (const mark of this.shown.marks) {
      const [x, y] = [mark.x * zoom + pan.x, mark.y * zoom + pan.y];
      if (x < 0 || y < 0 || x > w || y > h) continue;
      seen.push({ mark, x, y, r: mark.r * (mark.type === "disc" ? 1 : this.k) * zoom });
    }
    const placed = new Map(seen.map((one) => [one.mark.key, one]));
    // How many marks a name would cover; where there are too many to look at each, none is asked.
    const covers = (box, own) =>
      seen.length > 600 ? 0 : seen.filter((o) => o.mark !== own && (!near || near.has(o.mark.key)) && o.x + o.r > box[0] && o.x - o.r < box[2] && o.y + o.r > box[1] && o.y - o.r < box[3]).length;
    this.ruler.font = "12px sans-serif";
    const measure = (text) => 1.09 * this.ruler.measureText(text).width;
    const inside = (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= w && box[3] <= h;
    for (const mark of order) {
      const enough = found.size >= (seen.length > 600 ? FEWER_LABELS : MOST_LABELS);
      if (enough && mark.type !== "disc") continue;
      const at = placed.get(mark.key);
      if (!at) continue;
      if (mark.type === "disc") {
        const fits = (box) => free(box) && inside(box) && !covers(box, mark);
        const label = discLabel(enough ? null : this.called(mark), mark, at, { measure, fits });
        if (label) taken.push(label.box);
        if (label) found.set(mark.key, label);
        continue;
      }
      const { x, y, r } = at;
      const place = (text) => {
        const lines = text.split("\n");
        const wide = Math.max(...lines.map((line) => this.ruler.measureText(line).width)) + 4;
        const tall = lines.length * 15;
        const sides = SIDES.map(([side, dx, dy]) => [side, x + dx * (r + 3) + (wide * (dx - 1)) / 2, y + dy * (r + 3) + (tall * (dy - 1)) / 2]);
        let best = null;
        for (const [side, left, top] of sides) {
          const box = [left, top, left + wide, top + tall];
          const chosenOne = mark.key === this.chosen;
          if (!inside(box) && !chosenOne) continue;
          if (!free(box) && !chosenOne) continue;
          // The chosen one is named in any case, beyond the edge only where no side has room.
          const hidden = covers(box, mark) + (inside(box) ? 0 : 1000);
          if (!best || hidden < best.hidden) best = { text, side, box, hidden };
          if (!hidden) break;
        }
        return best;
      };
      const best = place(this.called(mark));
      // The foremost are named even where that hides a little.
      const most = mark.key === this.chosen ? Infinity : found.size < 12 ? 4 : 1;
      if (!best || best.hidden > most) continue;
      taken.push(best.box);
      found.set(mark.key, best);
    }
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
    const zoom = Math.min(4, (w - 2 * beside) / Math.max(right - left, 1), (h - 2 * above) / Math.max(bottom - top, 1));
    this.cy.viewport({ zoom, pan: { x: w / 2 - (zoom * (left + right)) / 2, y: h / 2 - (zoom * (top + bottom)) / 2 } });
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

  zoom(factor) {
    this.moved = true;
    const at = { x: this.cy.width() / 2, y: this.cy.height() / 2 };
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
