// Which ties pass the filters, and which nodes these leave.

/** The ties and nodes that are shown, with the sums that sizes and panels need. */
export function filtered(model, state) {
  const { data, nodes, ties } = model;
  const place = (list, id) => (id === "" ? -1 : list.findIndex((one) => one.id === id));
  const scale = place(data.nodes.scales, state.scale);
  const field = place(data.nodes.fields_list, state.field);
  const where = place(data.nodes.places_list, state.place);
  // An actor of several coalitions is shown while one of them is.
  const off = (node) => (node.several || [node.group]).every((n) => state.off.has(n));
  const either = (tie, test) => test(tie.a) || test(tie.b);
  const degree = new Int32Array(nodes.length);
  const money = new Float64Array(nodes.length);
  const passes = new Uint8Array(ties.length);
  let n = 0;
  let undated = 0;
  for (const tie of ties) {
    if (state.off.size && (off(tie.a) || off(tie.b))) continue;
    if (scale >= 0 && !either(tie, (node) => node.scale === scale)) continue;
    if (field >= 0 && !either(tie, (node) => node.fields.includes(field))) continue;
    if (where >= 0 && !either(tie, (node) => node.places.includes(where))) continue;
    if (state.least !== null && !(tie.counts && tie.amount >= state.least)) continue;
    if (state.since !== null || state.until !== null) {
      if (!tie.dated) {
        undated += 1;
        continue;
      }
      if (state.since !== null && tie.y1 !== null && tie.y1 < state.since) continue;
      if (state.until !== null && tie.y0 !== null && tie.y0 > state.until) continue;
    }
    passes[tie.i] = 1;
    n += 1;
    for (const node of [tie.a, tie.b]) {
      degree[node.i] += 1;
      if (tie.counts) money[node.i] += tie.amount;
    }
  }
  const shown = nodes.filter((node) => degree[node.i] > 0);
  return { passes, degree, money, nodes: shown, n, undated };
}

/** Ascending numbers, those in a row as from and to. */
function ranges(numbers) {
  const runs = [];
  for (const n of numbers) {
    const last = runs[runs.length - 1];
    if (last && last[1] === n - 1) last[1] = n;
    else runs.push([n, n]);
  }
  return runs.flatMap(([from, to]) => (to > from + 1 ? `${from}–${to}` : from === to ? `${from}` : [`${from}`, `${to}`]));
}

/** The filters in words, for the status line and for what is printed. */
export function filtersSaid(model, state, words) {
  const said = [];
  const named = (list, id) => words.of(list.find((one) => one.id === id));
  if (state.off.size) {
    const kept = model.groups.filter((g) => !state.off.has(g.n)).map((g) => g.n);
    const none = !state.off.has(0) && model.nodes.some((node) => node.group === 0) ? [words.t("none_short")] : [];
    said.push(words.pair(words.t("coalitions"), [...ranges(kept), ...none].join(", ") || "–"));
  }
  if (state.scale) said.push(words.pair(words.t("scale"), named(model.data.nodes.scales, state.scale)));
  if (state.field) said.push(words.pair(words.t("field"), named(model.data.nodes.fields_list, state.field)));
  if (state.place) said.push(words.pair(words.t("territory"), named(model.data.nodes.places_list, state.place)));
  if (state.since !== null || state.until !== null) {
    said.push(words.pair(words.t("years"), `${state.since ?? "…"}–${state.until ?? "…"}`));
    if (state.since !== null && state.until !== null && state.since > state.until) said.push(words.t("years_reversed"));
  }
  if (state.least !== null) said.push(words.pair(words.t("least"), words.money(state.least, model.currency)));
  return said;
}
