// What is drawn: a mark a node; above a limit a mark a coalition, and nodes of those that are open.

export const MOST = 2000;
const GREY = "#CBD0D6";

/** How thick a line of so many ties is. */
export const thick = (n) => Math.min(12, 0.7 + 0.6 * Math.log2(n));

/** The marks and lines of a view. */
export function marks(model, state, seen) {
  const { data } = model;
  const colour = (node) =>
    node.group === 0 ? (node.actor ? data.colours.others : data.colours.action) : model.groups[node.group - 1].colour;
  const byMoney = state.size === "money" && model.currency;
  const value = (node) => (byMoney ? seen.money[node.i] : seen.degree[node.i]);
  const most = seen.nodes.reduce((max, node) => Math.max(max, value(node)), 1);
  const coarse = data.discs && seen.nodes.length > MOST;
  const radius = (node) => 3.5 + 11 * Math.sqrt(value(node) / most);
  const found = { coarse, marks: [], lines: [], of: new Map(), most, byMoney, unlisted: 0 };
  const closed = new Map();
  const opened = new Map();
  for (const node of seen.nodes) {
    const to = coarse ? (state.open.has(node.disc) ? opened : closed) : null;
    if (to) {
      if (!to.has(node.disc)) to.set(node.disc, []);
      to.get(node.disc).push(node);
    } else {
      add(found, mark(node, colour(node), radius(node)), [node]);
    }
  }
  const touched = coarse ? touching(model, seen) : null;
  for (const [disc, members] of closed) add(found, discMark(model, disc, members, touched.get(disc)), members);
  for (const [disc, members] of opened) openDisc(found, model, disc, members, { colour, radius, seen });
  found.lines = lines(found, model, seen);
  return found;
}

function add(found, made, members) {
  found.marks.push(made);
  for (const node of members) found.of.set(node.i, made);
}

function mark(node, colour, r) {
  return { key: `n${node.i}`, type: node.actor ? "actor" : "action", node, x: node.x, y: node.y, r, colour, n: 1, group: node.group };
}

/** For each disc the ties that have an end in it, each once, and what they amount to. */
export function touching(model, seen) {
  const found = new Map();
  const count = (disc, tie) => {
    if (!found.has(disc)) found.set(disc, { ties: 0, money: 0 });
    const sum = found.get(disc);
    sum.ties += 1;
    if (tie.counts) sum.money += tie.amount;
  };
  for (const tie of model.ties) {
    if (!seen.passes[tie.i]) continue;
    count(tie.a.disc, tie);
    if (tie.b.disc !== tie.a.disc) count(tie.b.disc, tie);
  }
  return found;
}

function discMark(model, disc, members, { ties, money }) {
  const { discs } = model.data;
  const group = discs.group[disc];
  const colour = group ? model.groups[group - 1].colour : GREY;
  const r = Math.max(9, 0.8 * discs.r[disc]);
  return { key: `d${disc}`, type: "disc", disc, group, x: discs.x[disc], y: discs.y[disc], r, colour, n: members.length, members, ties, money };
}

// An open coalition. Nodes with the same partners are one mark where the whole would be too many.
function openDisc(found, model, disc, members, how) {
  if (found.marks.length + members.length <= MOST) {
    for (const node of members) add(found, mark(node, how.colour(node), how.radius(node)), [node]);
    return;
  }
  const alike = new Map();
  for (const node of members) {
    const partners = new Set();
    for (const tie of node.ties) if (how.seen.passes[tie.i]) partners.add(node.actor ? tie.b.i : tie.a.i);
    const key = `${node.actor ? 1 : 0}:${[...partners].sort((a, b) => a - b).join(",")}`;
    if (!alike.has(key)) alike.set(key, []);
    alike.get(key).push(node);
  }
  const bundles = [...alike.values()].sort((a, b) => b.length - a.length || a[0].i - b[0].i);
  const room = Math.max(0, MOST - found.marks.length);
  for (const nodes of bundles.slice(0, room)) {
    if (nodes.length === 1) add(found, mark(nodes[0], how.colour(nodes[0]), how.radius(nodes[0])), nodes);
    else add(found, bundle(nodes, how, model), nodes);
  }
  for (const nodes of bundles.slice(room)) found.unlisted += nodes.length;
}

function bundle(nodes, how, model) {
  const middle = (axis) => nodes.reduce((sum, node) => sum + node[axis], 0) / nodes.length;
  const r = Math.min(20, 4 + 0.5 * Math.sqrt(nodes.length));
  const first = nodes[0];
  const type = first.actor ? "actor" : "action";
  return {
    key: `b${first.i}`, type, bundle: nodes, members: nodes, x: middle("x"), y: middle("y"), r,
    colour: how.colour(first), n: nodes.length, group: first.group, disc: first.disc,
  };
}

function lines(found, model, seen) {
  const sums = new Map();
  for (const tie of model.ties) {
    if (!seen.passes[tie.i]) continue;
    const a = found.of.get(tie.a.i);
    const b = found.of.get(tie.b.i);
    if (!a || !b || a === b) continue;
    const key = a.key < b.key ? `${a.key}|${b.key}` : `${b.key}|${a.key}`;
    const line = sums.get(key);
    if (line) line.n += 1;
    else sums.set(key, { key, a, b, n: 1 });
  }
  return [...sums.values()];
}

/** The middle of what a group has on the map, for its number. */
export function middles(found) {
  const places = new Map();
  for (const made of found.marks) {
    if (made.type === "disc" || !made.group) continue;
    if (!places.has(made.group)) places.set(made.group, []);
    places.get(made.group).push(made);
  }
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  return [...places]
    .filter(([, held]) => held.length > 2)
    .map(([group, held]) => ({ group, x: median(held.map((m) => m.x)), y: median(held.map((m) => m.y)) }));
}
