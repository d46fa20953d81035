// What the report beside the map says of a node, each number leading to its evidence there.

import { el, growing } from "./dom.js";

const FIRST = 3;

/** What is said of a node; nothing where no report stands beside. */
export function inReport(page, node) {
  const { words, model } = page;
  const pages = model.data.report;
  if (!pages) return [];
  const lang = pages[words.lang] ? words.lang : Object.keys(pages)[0];
  const told = pages[lang];
  const said = told.said.filter((one) => one.nodes.includes(node.i));
  if (!said.length) return [];
  const list = el("ul", { class: "said", lang });
  const more = growing(words, list, said, FIRST, (one) => sentence(page, told, one));
  return [el("h3", { text: words.t("in_report") }), list, more];
}

const link = (told, id, text) => el("a", { href: `${told.page}#${id.split(".")[0]}`, text });

function sentence(page, told, { section, parts }) {
  const line = el("p", {}, el("span", { class: "small", text: `${section} · ` }));
  for (const part of parts) line.append(typeof part === "string" ? part : link(told, part[1], part[0]));
  // As the sentence has the number: the value in the data is for machines, and its unit has no language.
  const shown = new Map(parts.filter((part) => typeof part !== "string").map(([number, id]) => [id, number]));
  const ids = [...shown.keys()];
  const rows = el("ul", { class: "source" }, ...ids.map((id) => evidence(page, told, id, shown.get(id))));
  return el("li", {}, line, el("details", {}, el("summary", { class: "small", text: `${page.words.pair(page.words.t("evidence"), ids.join(", "))}` }), rows));
}

function evidence({ words }, told, id, shown) {
  const about = told.evidence[id];
  const made = el("li", {}, link(told, id, id));
  if (!about) return made;
  const said = [shown, about.n_rows ? words.t("n_rows", { n: about.n_rows }) : "", about.rows];
  made.append(` ${said.filter(Boolean).join(" · ")}`);
  if (about.query) made.append(" · ", el("code", { text: about.query }));
  return made;
}
