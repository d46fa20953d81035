// The map as it stands on the screen, as SVG with legend and filters named: to keep, and to print.

import { captionLines, legendLines } from "./caption.js";
import { xml } from "./dom.js";
import { thick } from "./marks.js";

const NS = "http://www.w3.org/2000/svg";
const INK = "#1D2530";

function add(parent, tag, about, text) {
  const made = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(about)) made.setAttribute(name, xml(value));
  if (text !== undefined) made.textContent = xml(text);
  parent.append(made);
  return made;
}

/** Lines of a text of at most so many letters, parted between words. */
export function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (longer.length > most && lines[lines.length - 1]) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

export function shape(parent, type, x, y, r, colour, about = {}) {
  const look = { fill: colour, stroke: INK, "stroke-width": 0.8, ...about };
  if (type === "action") {
    return add(parent, "path", { d: `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`, ...look });
  }
  return add(parent, "circle", { cx: x, cy: y, r, ...look });
}

const round = (value) => Math.round(value * 10) / 10;
const round2 = (value) => Math.round(value * 100) / 100;

/** The drawing with title, legend, filters and where it comes from. */
export function svg(page) {
  const { drawing, view, words, model } = page;
  const { cy } = drawing;
  const [w, h] = [Math.max(cy.width(), 320), Math.max(cy.height(), 240)];
  const zoom = cy.zoom();
  const pan = cy.pan();
  const letters = Math.floor(w / 6.2);
  const head = [words.of(model.data.title), ...wrapped(words.of(model.data.network), letters)];
  const below = legendLines(page);
  const foot = captionLines(page).flatMap((line) => wrapped(line, letters));
  const columns = Math.max(1, Math.floor(w / 300));
  const rows = Math.ceil(below.length / columns);
  const top = 20 + 16 * head.length;
  const high = top + h + 20 + 18 * rows + 10 + 15 * foot.length + 10;
  const made = document.createElementNS(NS, "svg");
  const about = { xmlns: NS, viewBox: `0 0 ${w} ${high}`, width: w, height: high, role: "img", "font-family": "sans-serif", fill: INK };
  for (const [name, value] of Object.entries(about)) made.setAttribute(name, String(value));
  add(made, "title", {}, `${words.of(model.data.title)}. ${page.status()} ${words.t("distance")}`);
  add(made, "rect", { x: 0, y: 0, width: w, height: high, fill: "#fff" });
  head.forEach((line, n) => add(made, "text", { x: 8, y: 20 + 16 * n, "font-size": n ? 11 : 15, "font-weight": n ? "normal" : "bold" }, line));
  const clip = add(add(made, "defs", {}), "clipPath", { id: "frame" });
  add(clip, "rect", { x: 0, y: 0, width: w, height: h });
  const map = add(add(made, "g", { transform: `translate(0 ${top})` }), "g", { "clip-path": "url(#frame)" });
  const at = (mark) => [round(mark.x * zoom + pan.x), round(mark.y * zoom + pan.y)];
  const chosen = drawing.chosen;
  const near = new Set(chosen ? [chosen] : []);
  for (const line of view.lines) if (line.a.key === chosen || line.b.key === chosen) near.add(line.a.key).add(line.b.key);
  const there = !chosen || view.marks.some((mark) => mark.key === chosen) ? chosen : null;
  const lines = add(map, "g", { stroke: "#5A626E" });
  for (const line of view.lines) {
    const [[x1, y1], [x2, y2]] = [at(line.a), at(line.b)];
    const own = there && (line.a.key === there || line.b.key === there);
    add(lines, "line", { x1, y1, x2, y2, "stroke-width": round(thick(line.n)), "stroke-opacity": own ? 0.9 : round2(drawing.lines.faint() * (there ? 0.2 : 1)) });
  }
  for (const mark of view.marks) {
    const [x, y] = at(mark);
    const r = round(mark.type === "disc" ? mark.r * zoom : mark.r * drawing.k * zoom);
    const opacity = there && !near.has(mark.key) ? 0.15 : mark.type === "disc" ? 0.75 : 1;
    const drawn = shape(map, mark.type, x, y, r, mark.colour, { "fill-opacity": opacity, "stroke-opacity": opacity });
    if (mark.bundle) drawn.setAttribute("stroke-width", "2.5");
    add(drawn, "title", {}, drawing.called(mark, true));
  }
  const written = (text, x, y, more) =>
    add(map, "text", { x: round(x), y: round(y), stroke: "#fff", "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round", ...more }, text);
  for (const mark of view.marks) {
    const label = drawing.written && drawing.written.get(mark.key);
    if (!label) continue;
    const { text, side, bare } = label;
    const [x, y] = at(mark);
    const r = mark.r * drawing.k * zoom;
    const [dx, dy] = { right: [1, 0], left: [-1, 0], top: [0, -1], bottom: [0, 1], center: [0, 0] }[side];
    const anchor = ["end", "middle", "start"][dx + 1];
    if (mark.type === "disc") {
      const parts = text.split("\n");
      const look = { "font-size": bare ? 17 : 13, "font-weight": bare ? "bold" : "normal", "text-anchor": anchor };
      const [left, middle] = [x + dx * (mark.r * zoom + 4), y + dy * (mark.r * zoom + 4 + 7.5 * parts.length)];
      parts.forEach((part, n) => written(part, left, middle + 4 + 15 * (n - (parts.length - 1) / 2), look));
    } else {
      const parts = text.split("\n");
      const middle = y + 4 + dy * (r + 10 + 7.5 * (parts.length - 1));
      parts.forEach((part, n) => written(part, x + dx * (r + 4), middle + 15 * (n - (parts.length - 1) / 2), { "font-size": 12, "text-anchor": anchor }));
    }
  }
  if (!there) for (const { group, x, y } of page.numbers) written(String(group), x * zoom + pan.x, y * zoom + pan.y + 8, { "font-size": 22, "font-weight": "bold", "text-anchor": "middle" });
  below.forEach(([type, colour, text], n) => {
    const x = 14 + (w / columns) * (n % columns);
    const y = top + h + 26 + 18 * Math.floor(n / columns);
    shape(made, type, x, y - 4, 6, colour);
    add(made, "text", { x: x + 12, y, "font-size": 12 }, text.length > 46 ? `${text.slice(0, 45)}…` : text);
  });
  foot.forEach((line, n) => add(made, "text", { x: 8, y: top + h + 20 + 18 * rows + 18 + 15 * n, "font-size": 11 }, line));
  return made;
}
