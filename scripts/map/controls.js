// Search, filters and legend at the side.

import { $, el, sign } from "./dom.js";
import { groupName } from "./panel.js";

export function controls(page) {
  const { words, state, model } = page;
  const nodes = model.data.nodes;
  fill("scale", nodes.scales, state.scale, false);
  fill("field", nodes.fields_list, state.field, true);
  fill("place", nodes.places_list, state.place, true);
  $("search").value = state.search;
  for (const [id, key] of [["since", "since"], ["until", "until"], ["least", "least"]]) $(id).value = state[key] ?? "";
  if (model.years) for (const id of ["since", "until"]) [$(id).min, $(id).max] = model.years;
  $("years").hidden = !model.years;
  $("money").hidden = !model.currency;
  $("size").value = state.size;
  $("size_box").hidden = !model.currency;
  $("refused").textContent = words.of(model.data.money.refused);
  $("about_groups").textContent = words.of(model.data.about_groups);
  const list = $("groups");
  list.replaceChildren();
  const others = model.nodes.some((node) => node.group === 0);
  for (const number of [...model.groups.map((g) => g.n), ...(others ? [0] : [])]) {
    const box = el("input", { type: "checkbox", id: `g${number}` });
    box.checked = !state.off.has(number);
    box.addEventListener("change", () => {
      if (box.checked) state.off.delete(number);
      else state.off.add(number);
      page.refilter();
    });
    const colour = number ? model.groups[number - 1].colour : model.data.colours.others;
    const size = number ? ` (${words.t("group_size", { n: model.groups[number - 1].size })})` : "";
    list.append(el("label", {}, box, sign("actor", colour), el("span", { text: ` ${groupName(page, number)}${size}` })));
  }
  const shown = [["scale", "scale"], ["field", "field"], ["place", "territory"]].filter(([id]) => !$(`${id}_box`).hidden);
  $("either_end").textContent = shown.length ? words.pair(shown.map(([, key]) => words.t(key)).join(", "), words.t("either_end")) : "";
  legend(page);

  function fill(id, options, value, sorted) {
    const shown = sorted ? [...options].sort((a, b) => words.collator.compare(words.of(a), words.of(b))) : options;
    const select = $(id);
    select.replaceChildren(el("option", { value: "", text: words.t("all") }), ...shown.map((one) => el("option", { value: one.id, text: words.of(one) })));
    select.value = value;
    $(`${id}_box`).hidden = options.length === 0;
  }
}

function legend(page) {
  const { words, model, view } = page;
  const line = (shape, text) => el("li", {}, sign(shape, "#fff"), ` ${text}`);
  const lines = [line("actor", words.t("actor")), line("action", words.t(`column.${model.data.grain}`))];
  if (view.coarse) lines.unshift(line("disc", words.t("legend_disc")));
  if (view.marks.some((mark) => mark.bundle)) lines.push(line("bundle", words.t("legend_bundle")));
  $("legend").replaceChildren(...lines);
  $("legend_size").textContent = words.t(view.byMoney ? "legend_money" : "legend_ties");
}

/** What a person does with them. */
export function wire(page) {
  const { state } = page;
  let waiting;
  $("search").addEventListener("input", (event) => {
    state.search = event.target.value;
    state.page = 0;
    clearTimeout(waiting);
    waiting = setTimeout(() => page.drawTable(true), 80);
  });
  $("search").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    clearTimeout(waiting);
    page.drawTable(true);
    if (page.first) page.choose({ node: page.first.i, focus: true, centre: true });
  });
  for (const [id, key] of [["scale", "scale"], ["field", "field"], ["place", "place"]]) {
    $(id).addEventListener("change", (event) => {
      state[key] = event.target.value;
      page.refilter();
    });
  }
  for (const id of ["since", "until", "least"]) {
    $(id).addEventListener("change", (event) => {
      const typed = event.target.value.trim();
      const value = typed === "" || !Number.isFinite(Number(typed)) ? null : Number(typed);
      state[id] = value !== null && id !== "least" ? Math.trunc(value) : value;
      page.refilter();
    });
  }
  $("size").addEventListener("change", (event) => {
    state.size = event.target.value;
    page.refilter();
  });
  $("all").addEventListener("click", () => {
    state.off.clear();
    page.refilter();
  });
  $("no").addEventListener("click", () => {
    state.off = new Set([0, ...page.model.groups.map((g) => g.n)]);
    page.refilter();
  });
  $("reset").addEventListener("click", () => page.reset());
}
