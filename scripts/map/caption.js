// What stands under a drawing that is kept or printed.

import { groupName } from "./panel.js";

// Coalitions in the legend; how many there are besides is said.
const MOST_NAMED = 30;

/** Signs and names: a shape, its colour, what it stands for. */
export function legendLines(page) {
  const { words, model, view } = page;
  const lines = [["actor", "#fff", words.t("actor")], ["action", "#fff", words.t(`column.${model.data.grain}`)]];
  const there = new Set(view.marks.map((mark) => mark.group));
  const shown = model.groups.filter((g) => there.has(g.n));
  for (const g of shown.slice(0, MOST_NAMED)) lines.push(["actor", g.colour, groupName(page, g.n)]);
  if (there.has(0)) lines.push(["actor", model.data.colours.others, words.t("none")]);
  if (shown.length > MOST_NAMED) lines.push(["disc", "#fff", words.t("legend_more", { n: shown.length - MOST_NAMED })]);
  return lines;
}

/** Filters, sizes, coalitions and where it comes from. */
export function captionLines(page) {
  const { words, model, view } = page;
  return [
    page.filters(),
    `${page.status()} ${words.t(view.byMoney ? "legend_money" : "legend_ties")} ${words.t("distance")}`,
    words.of(model.data.about_groups),
    words.t("made", { version: model.data.version, data: model.data.data, seed: String(model.data.seed) }),
  ];
}
