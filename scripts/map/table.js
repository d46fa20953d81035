// The table that has what the map has: the way in for who does not see the map, and for the keyboard.

import { OTHER_WAY, el, keepingFocus } from "./dom.js";
import { groupName, standing } from "./panel.js";
import { plain } from "./data.js";

const ROWS = 50;

/** Nodes that the search finds among those shown. */
export function found(page) {
  const parts = plain(page.state.search).split(/\s+/).filter(Boolean);
  if (!parts.length) return page.seen.nodes;
  return page.seen.nodes.filter((node) => parts.every((part) => node.plain.includes(part)));
}

export function table(page) {
  const { words, state, seen, view, model } = page;
  const searching = state.search.trim() !== "";
  const value = (node) => (view.byMoney ? seen.money[node.i] : seen.degree[node.i]);
  const nodes = found(page)
    .filter((node) => searching || !view.coarse || state.open.has(node.disc))
    .sort((a, b) => value(b) - value(a) || words.collator.compare(words.of(a), words.of(b)) || a.i - b.i);
  const discs = searching ? [] : view.marks.filter((mark) => mark.type === "disc").sort((a, b) => b.n - a.n);
  const rows = [...discs, ...nodes];
  const last = Math.max(0, Math.ceil(rows.length / ROWS) - 1);
  state.page = Math.min(state.page, last);
  const from = state.page * ROWS;
  const body = document.createElement("tbody");
  for (const one of rows.slice(from, from + ROWS)) body.append(one.type === "disc" ? discRow(page, one) : nodeRow(page, one));
  const heads = ["name", "kind", "coalition", "ties", ...(model.currency ? ["amount"] : [])];
  const caption = words.t(searching ? "table_found" : "table_said", { search: state.search.trim(), n: rows.length, from: rows.length ? from + 1 : 0, to: Math.min(rows.length, from + ROWS) });
  const made = el(
    "table",
    { id: "list" },
    el("caption", { text: caption }),
    el("thead", {}, el("tr", {}, ...heads.map((key) => el("th", { scope: "col", class: ["ties", "amount"].includes(key) ? "n" : null, text: words.t(key) })))),
    body,
  );
  const turn = (by) => () => {
    state.page += by;
    keepingFocus(() => page.drawTable(), OTHER_WAY);
  };
  const pages = el("p", { class: "pages" });
  if (last > 0) {
    const back = el("button", { type: "button", id: "back", text: words.t("back"), on: turn(-1) });
    const next = el("button", { type: "button", id: "next", text: words.t("next"), on: turn(1) });
    back.disabled = state.page === 0;
    next.disabled = state.page === last;
    pages.append(back, " ", words.t("page", { n: state.page + 1, of: last + 1 }), " ", next);
  }
  return { made, pages, first: nodes[0] || null, n: nodes.length };
}

function nodeRow(page, node) {
  const { words, seen, model } = page;
  const name = el("button", { type: "button", class: "link", text: words.of(node), on: () => page.choose({ node: node.i, focus: true, centre: true }) });
  const made = el(
    "tr",
    { "data-key": `n${node.i}` },
    el("td", {}, name),
    el("td", { text: words.t(node.actor ? "actor" : `column.${model.data.grain}`) }),
    el("td", { text: standing(page, node) }),
    el("td", { class: "n", text: words.number(seen.degree[node.i]) }),
  );
  if (model.currency) made.append(el("td", { class: "n", text: seen.money[node.i] ? words.money(seen.money[node.i], model.currency) : "–" }));
  return made;
}

function discRow(page, mark) {
  const { words, model } = page;
  const called = mark.group ? groupName(page, mark.group) : words.t("others_long");
  const name = el("button", { type: "button", class: "link", text: called, on: () => page.choose({ disc: mark.disc, focus: true }) });
  const open = el("button", { type: "button", text: words.t("open"), "aria-label": `${words.t("open")} ${called}`, on: () => page.toggle(mark.disc) });
  const made = el(
    "tr",
    { "data-key": mark.key },
    el("td", {}, name, " ", open),
    el("td", { text: words.t("closed", { n: mark.n }) }),
    el("td", { text: mark.group ? String(mark.group) : "–" }),
    el("td", { class: "n", text: words.number(mark.ties) }),
  );
  if (model.currency) made.append(el("td", { class: "n", text: mark.money ? words.money(mark.money, model.currency) : "–" }));
  return made;
}
