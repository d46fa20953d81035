// Names where they find room: those of marks with most ties first, forty at most, none beyond the edge or below the buttons.

import { discLabel, lined, pieces } from "./disclabels.js";

const MOST_LABELS = 40;
const FEWER_LABELS = 24;
const LINE = 15;

// Marks above which it is not asked what a name would cover, and fewer names are written.
const MANY = 600;

// The foremost are named even where that hides a little.
const FOREMOST = 12;

// Where a name may stand beside its mark, and how far to the right of it and below.
const SIDES = [["right", 1, 0], ["left", -1, 0], ["top", 0, -1], ["bottom", 0, 1]];

const ruler = document.createElement("canvas").getContext("2d");

/** For each mark that is named, by its key: the text, the side it stands on, and its box on the canvas. */
export function names(drawing) {
  const { cy, shown, chosen, lit } = drawing;
  const zoom = cy.zoom();
  const pan = cy.pan();
  const [w, h] = [cy.width(), cy.height()];
  const near = lit === null ? null : drawing.near();
  const taken = [drawing.buttons()];
  const found = new Map();
  // Letters keep their size until the zoom has changed by more than can be seen.
  const drawn = zoom / drawing.z;
  ruler.font = "12px sans-serif";
  const width = (text) => drawn * ruler.measureText(text).width;
  const measure = (text) => 1.09 * width(text);
  const free = (box) => !taken.some((b) => b[0] < box[2] && box[0] < b[2] && b[1] < box[3] && box[1] < b[3]);
  const inside = (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= w && box[3] <= h;
  for (const number of cy.nodes('[type="number"]')) {
    const p = number.renderedPosition();
    taken.push([p.x - 12, p.y - 12, p.x + 12, p.y + 12]);
  }
  const seen = [];
  for (const mark of shown.marks) {
    const [x, y] = [mark.x * zoom + pan.x, mark.y * zoom + pan.y];
    if (x < 0 || y < 0 || x > w || y > h) continue;
    seen.push({ mark, x, y, r: mark.r * (mark.type === "disc" ? 1 : drawing.k) * zoom });
  }
  const placed = new Map(seen.map((one) => [one.mark.key, one]));
  // How many marks a name would cover; where there are too many to look at each, none is asked.
  const covers = (box, own) =>
    seen.length > MANY ? 0 : seen.filter((o) => o.mark !== own && (!near || near.has(o.mark.key)) && o.x + o.r > box[0] && o.x - o.r < box[2] && o.y + o.r > box[1] && o.y - o.r < box[3]).length;

  /** The side on which a text covers least; the chosen one is named in any case, beyond the edge only where no side has room. */
  const place = (text, { mark, x, y, r }) => {
    const lines = text.split("\n");
    const wide = Math.max(...lines.map(width)) + 4;
    const tall = lines.length * LINE * drawn;
    let best = null;
    for (const [side, dx, dy] of SIDES) {
      const [left, top] = [x + dx * (r + 3) + (wide * (dx - 1)) / 2, y + dy * (r + 3) + (tall * (dy - 1)) / 2];
      const box = [left, top, left + wide, top + tall];
      if (mark.key !== chosen && !(inside(box) && free(box))) continue;
      const hidden = covers(box, mark) + (free(box) ? 0 : 50) + (inside(box) ? 0 : 1000);
      if (!best || hidden < best.hidden) best = { text, side, box, hidden };
      if (!hidden) break;
    }
    return best;
  };

  /** The name of the chosen one in lines, the fewest with which it is whole. */
  const inLines = (text, at) => {
    let best = place(text, at);
    for (let n = 2; n <= 4 && best.hidden >= 1000; n += 1) {
      const lines = lined(text, Math.max(width(text) / n, ...pieces(text).map(width)) * 1.1, width);
      const made = place(lines.join("\n"), at);
      if (made.hidden < best.hidden) best = made;
    }
    return best;
  };

  const order = shown.marks.filter((m) => !near || near.has(m.key));
  order.sort((a, b) => (b.key === chosen) - (a.key === chosen) || !!a.bundle - !!b.bundle || b.r - a.r || (a.key < b.key ? -1 : 1));
  for (const mark of order) {
    const enough = found.size >= (seen.length > MANY ? FEWER_LABELS : MOST_LABELS);
    if (enough && mark.type !== "disc") continue;
    const at = placed.get(mark.key);
    if (!at) continue;
    if (mark.type === "disc") {
      const fits = (box) => free(box) && inside(box) && !covers(box, mark);
      const label = discLabel(enough ? null : drawing.called(mark), mark, at, { measure, fits });
      if (label) taken.push(label.box);
      if (label) found.set(mark.key, label);
      continue;
    }
    const best = mark.key === chosen ? inLines(drawing.called(mark), at) : place(drawing.called(mark), at);
    const most = mark.key === chosen ? Infinity : found.size < FOREMOST ? 4 : 1;
    if (!best || best.hidden > most) continue;
    taken.push(best.box);
    found.set(mark.key, best);
  }
  return found;
}
