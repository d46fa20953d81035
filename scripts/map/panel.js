// What is said of the mark that is chosen: who it is, its ties with amounts, and the rows that these come from.

import { el, growing, sign } from "./dom.js";
import { inReport } from "./report.js";

const FIRST = 100;

export function panel(page) {
  const { state, model } = page;
  if (state.node !== null) return ofNode(page, model.nodes[state.node]);
  if (state.disc !== null && model.data.discs) return ofDisc(page, state.disc);
  if (page.bundle) return ofBundle(page, page.bundle);
  return [el("p", { text: page.words.t("hint") })];
}

const heading = (text) => el("h2", { id: "chosen", tabindex: "-1", text });

export function groupName(page, number) {
  if (!number) return page.words.t("none");
  return `${number} · ${page.words.of(page.model.groups[number - 1].name)}`;
}

/** The coalition of a node as text: of an actor its own, of an action the one that it is drawn with. */
export function standing(page, node) {
  const group = groupName(page, node.group);
  return node.actor || !node.group ? group : page.words.t("with_group", { group });
}

function about(page, node) {
  const { words, model } = page;
  const said = [];
  const kind = node.kind ? words.of(node.kind) : "";
  said.push(`${words.t(node.actor ? "actor" : `column.${model.data.grain}`)}${kind ? ` (${kind})` : ""}`);
  const groups = node.several || [node.group];
  said.push(words.pair(words.t(node.actor ? "coalition" : "stands_with"), groups.map((n) => groupName(page, n)).join(", ")));
  if (node.scale >= 0) said.push(words.pair(words.t("scale"), words.of(model.data.nodes.scales[node.scale])));
  const listed = (ids, list) => ids.map((id) => words.of(list[id])).join(", ");
  if (node.fields.length) said.push(words.pair(words.t("field"), listed(node.fields, model.data.nodes.fields_list)));
  if (node.places.length) said.push(words.pair(words.t("territory"), listed(node.places, model.data.nodes.places_list)));
  return el("ul", { class: "about" }, ...said.map((text) => el("li", { text })));
}

function sums(page, ties) {
  const { words, model } = page;
  const known = ties.filter((tie) => tie.counts);
  const missing = ties.filter((tie) => tie.missing).length;
  const said = [];
  if (known.length) {
    const total = known.reduce((sum, tie) => sum + tie.amount, 0);
    const basis = words.of(model.data.money.basis);
    said.push(words.t("sum", { amount: words.money(total, model.currency), n: known.length, basis: basis ? ` (${basis})` : "" }));
  }
  if (missing) said.push(words.t("missing", { n: missing }));
  const uncounted = model.currency ? ties.filter((tie) => tie.amount !== null && !tie.counts).length : 0;
  if (uncounted) said.push(words.t("uncounted", { n: uncounted }));
  return said.map((text) => el("p", { text }));
}

function ofNode(page, node) {
  const { words, state, seen } = page;
  const ties = node.ties.filter((tie) => seen.passes[tie.i]);
  const other = (tie) => (tie.a === node ? tie.b : tie.a);
  ties.sort((p, q) => (q.y1 ?? q.y0 ?? 0) - (p.y1 ?? p.y0 ?? 0) || (q.amount || 0) - (p.amount || 0) || p.i - q.i);
  const places = new Set(ties.map((tie) => `${tie.source.name}\n${tie.locator}`));
  const name = words.of(node);
  const parts = [
    heading(name),
    el("p", {}, sign(node.actor ? "actor" : "action", page.colour(node)), ` ${standing(page, node)}`),
    about(page, node),
    el("p", { text: words.t("ties_said", { n: ties.length, rows: places.size }) }),
  ];
  if (!ties.length && node.ties.length) parts.push(el("p", { class: "warn", text: words.t("filtered_out") }));
  parts.push(...sums(page, ties));
  if (node.disc >= 0 && page.view.coarse) parts.push(openButton(page, node.disc));
  parts.push(...inReport(page, node));
  const body = el("tbody");
  const table = el(
    "table",
    {},
    el("caption", { text: words.t("ties_and_sources") }),
    el("thead", {}, el("tr", {}, ...["tied_to", "as", "year", "amount"].map((key) => el("th", { scope: "col", text: words.t(key) })))),
    body,
  );
  const more = growing(words, body, ties, FIRST, (tie) => rows(page, tie, other(tie)));
  parts.push(el("div", { class: "scroll" }, table), more);
  return parts;
}

// A tie in a row, and in one below it, as wide as the table, where it comes from.
function rows(page, tie, other) {
  const { words, model } = page;
  const years = tie.y0 === tie.y1 ? tie.y0 : `${tie.y0 ?? "…"}–${tie.y1 ?? "…"}`;
  const amount = tie.amount === null ? (tie.missing ? words.t("not_stated") : "–") : words.money(tie.amount, tie.currency);
  const apart = tie.amount !== null && model.currency && !tie.counts ? ` (${words.t("in_no_sum")})` : "";
  const given = tie.given ? ` (${words.of(tie.given)})` : "";
  const source = tie.source;
  const where = [source.file && source.file !== source.name ? source.file : null, tie.locator].filter(Boolean).join(", ");
  const about = [source.publisher, source.licence, source.sha256 ? `sha256 ${source.sha256}…` : null].filter(Boolean).join(" · ");
  const name = el("button", { type: "button", class: "link", text: words.of(other), on: () => page.choose({ node: other.i, focus: true }) });
  const from = words.pair(words.t("source"), [source.name, where].filter(Boolean).join(", "));
  return [
    el(
      "tr",
      { class: "tie" },
      el("td", {}, name),
      el("td", { text: `${tie.role ? words.of(tie.role) : words.t(`tie.${tie.type}`)}${given}` }),
      el("td", { class: "n", text: tie.dated ? String(years) : "–" }),
      el("td", { class: "n", text: amount }, apart ? el("span", { class: "small", text: apart }) : null),
    ),
    el("tr", {}, el("td", { class: "source", colspan: "4", title: about || null, text: from })),
  ];
}

function members(page, nodes) {
  const { words, seen } = page;
  const order = [...nodes].sort((a, b) => seen.degree[b.i] - seen.degree[a.i] || a.i - b.i);
  const list = el("ul", { class: "members" });
  const more = growing(words, list, order, FIRST, (node) => {
    const ties = words.t("n_ties", { n: seen.degree[node.i] });
    const name = el("button", { type: "button", class: "link", text: words.of(node), on: () => page.choose({ node: node.i, focus: true }) });
    return el("li", {}, sign(node.actor ? "actor" : "action", page.colour(node)), name, el("span", { class: "n", text: `· ${ties}` }));
  });
  return [list, more];
}

function openButton(page, disc) {
  const open = page.state.open.has(disc);
  return el("p", {}, el("button", { type: "button", id: "open", text: page.words.t(open ? "close" : "open"), on: () => page.toggle(disc) }));
}

function ofDisc(page, disc) {
  const { words, model, seen } = page;
  const number = model.data.discs.group[disc];
  const nodes = seen.nodes.filter((node) => node.disc === disc);
  const actors = nodes.filter((node) => node.actor).length;
  const ties = new Set(nodes.flatMap((node) => node.ties.filter((tie) => seen.passes[tie.i])));
  const inside = [...ties].filter((tie) => tie.a.disc === disc && tie.b.disc === disc).length;
  return [
    heading(number ? `${words.t("coalition")} ${groupName(page, number)}` : words.t("others_long")),
    el("p", { text: words.t("disc_said", { actors, others: nodes.length - actors, ties: ties.size, inside }) }),
    ...sums(page, [...ties]),
    openButton(page, disc),
    el("h3", { text: words.t("members") }),
    ...members(page, nodes),
  ];
}

function ofBundle(page, mark) {
  return [
    heading(page.words.t("bundle", { n: mark.n })),
    el("p", { text: page.words.t("bundle_said", { n: mark.n }) }),
    ...members(page, mark.bundle),
  ];
}
