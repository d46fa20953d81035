// What is chosen on the page, and its spelling after the # of the address.

export function start(lang) {
  return {
    lang,
    search: "",
    off: new Set(), // groups that are not shown; 0 is who is in none
    scale: "",
    field: "",
    place: "",
    since: null,
    until: null,
    least: null,
    size: "ties",
    open: new Set(), // discs that are open
    node: null, // index of the chosen node
    disc: null, // chosen disc, where no node is
    page: 0,
  };
}

export function spelled(state, model) {
  const part = new URLSearchParams();
  part.set("l", state.lang);
  if (state.node !== null) {
    const node = model.nodes[state.node];
    part.set("n", node.id);
    if (!node.actor && model.nodes.some((other) => other.actor && other.id === node.id)) part.set("m", "action");
  }
  if (state.off.size) part.set("off", [...state.off].sort((a, b) => a - b).join("."));
  for (const [key, name] of [["s", "scale"], ["f", "field"], ["t", "place"], ["q", "search"]]) {
    if (state[name] !== "") part.set(key, state[name]);
  }
  for (const [key, name] of [["y0", "since"], ["y1", "until"], ["min", "least"]]) {
    if (state[name] !== null) part.set(key, String(state[name]));
  }
  if (state.size !== "ties") part.set("z", state.size);
  if (state.open.size) part.set("o", [...state.open].map((d) => model.data.discs.group[d]).sort((a, b) => a - b).join("."));
  return "#" + part.toString();
}

/** Take over what an address says; what it names that is not there is left aside and given back. */
export function adopt(state, model, hash) {
  const part = new URLSearchParams(hash.replace(/^#/, ""));
  const lost = [];
  const number = (key, is) => {
    const told = part.get(key);
    if (!told) return null;
    if (is(Number(told))) return Number(told);
    lost.push(told);
    return null;
  };
  if (["en", "fr"].includes(part.get("l"))) state.lang = part.get("l");
  const listed = (key) => (part.get(key) || "").split(".").filter(Boolean).map(Number);
  const known = new Set([0, ...model.groups.map((g) => g.n)]);
  state.off = new Set(listed("off").filter((n) => known.has(n)));
  const unknown = listed("off").filter((n) => !known.has(n));
  if (unknown.length) lost.push(unknown.join(", "));
  const among = (key, list) => {
    const told = part.get(key) || "";
    if (told === "" || list.some((one) => one.id === told)) return told;
    lost.push(told);
    return "";
  };
  state.scale = among("s", model.data.nodes.scales);
  state.field = among("f", model.data.nodes.fields_list);
  state.place = among("t", model.data.nodes.places_list);
  state.search = part.get("q") || "";
  state.since = number("y0", Number.isInteger);
  state.until = number("y1", Number.isInteger);
  state.least = number("min", Number.isFinite);
  state.size = part.get("z") === "money" && model.currency ? "money" : "ties";
  state.open = new Set();
  if (model.data.discs) {
    for (const group of listed("o")) {
      const disc = model.data.discs.group.indexOf(group);
      if (disc >= 0) state.open.add(disc);
    }
  }
  const action = part.get("m") === "action";
  const found = model.nodes.filter((node) => node.id === part.get("n"));
  const node = found.find((one) => one.actor !== action) || found[0];
  state.node = node ? node.i : null;
  state.disc = null;
  return part.has("n") && !node ? [part.get("n"), ...lost] : lost;
}
