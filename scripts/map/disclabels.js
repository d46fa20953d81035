// Names of coalitions: in their marks where these have room, else beside them, else the number alone.

import { cut } from "./text.js";

const LINE = 15;
const BESIDE = 170;
const WIDE = 240;
const MARGIN = 5;
const SIDES = [["bottom", 0, 1], ["top", 0, -1], ["right", 1, 0], ["left", -1, 0]];

/** What a line may not part: words, and of a word with hyphens what is between them. */
export const pieces = (text) => text.split(/(?<=[ -])/);

/** Lines of a text no wider than `wide`; null where a piece alone is wider. */
export function lined(text, wide, measure) {
  const lines = [];
  for (const piece of pieces(text)) {
    const longer = lines.length ? `${lines[lines.length - 1]}${piece}` : piece;
    if (lines.length && measure(longer.trimEnd()) <= wide) lines[lines.length - 1] = longer;
    else if (measure(piece.trimEnd()) <= wide) lines.push(piece);
    else return null;
  }
  return lines.map((line) => line.trimEnd());
}

const around = (x, y, wide, tall) => [x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2];

/** The name within the mark, wrapped to the width that the circle has at its height. */
function within(title, count, { x, y, r }, measure) {
  for (let n = 1; n <= 4; n += 1) {
    const half = ((n + 1) * LINE) / 2;
    if (half >= r) return null;
    const wide = 2 * Math.sqrt(r * r - half * half) - 2 * MARGIN;
    const lines = measure(count) <= wide ? lined(title, wide, measure) : null;
    if (lines && lines.length <= n) {
      const all = [...lines, count];
      return { text: all.join("\n"), side: "center", box: around(x, y, Math.max(...all.map(measure)), all.length * LINE), hidden: 0 };
    }
  }
  return null;
}

/** The name, or the number, on a side of the mark where it covers nothing. */
function outside(lines, { x, y, r }, { measure, fits }, bare) {
  const wide = Math.max(...lines.map(measure));
  const tall = lines.length * LINE;
  for (const [side, dx, dy] of SIDES) {
    const box = around(x + dx * (r + 3 + wide / 2), y + dy * (r + 3 + tall / 2), wide, tall);
    if (fits(box)) return { text: lines.join("\n"), side, box, hidden: 0, bare };
  }
  return null;
}

/** What is written for a coalition and where; `said` is its name and a line of how many, or null for the number alone. */
export function discLabel(said, mark, at, room) {
  if (said !== null) {
    const [title, count] = said.split("\n");
    const short = cut(title, 32);
    const beside = lined(short, BESIDE, room.measure) || [short];
    // Whole where there is room, within the mark or beside it; else cut.
    const whole = lined(title, WIDE, room.measure);
    const named =
      within(title, count, at, room.measure) ||
      (whole && outside([...whole, count], at, room)) ||
      within(short, count, at, room.measure) ||
      outside([...beside, count], at, room);
    if (named) return named;
  }
  if (!mark.group) return null;
  const number = String(mark.group);
  if (at.r >= 9) return { text: number, side: "center", box: around(at.x, at.y, 20, 18), hidden: 0, bare: true };
  return outside([number], at, room, true);
}
