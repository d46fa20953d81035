// What the file holds, as nodes and ties that know one another.

/** The data of the page, unpacked where they are packed. */
export async function read(element) {
  const text = element.textContent.trim();
  if (element.dataset.packed !== "gzip") return JSON.parse(text);
  if (typeof DecompressionStream === "undefined") throw new Error("DecompressionStream");
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** A text without case and accents, so that "evry" finds "Évry" and "oeuvre" "Œuvre". */
export function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/ß/g, "ss")
    .replace(/[’‘]/g, "'");
}

/** Nodes, ties and pairs of a network as objects. */
export function model(data) {
  const n = data.nodes;
  const nodes = n.id.map((id, i) => ({
    i,
    id,
    en: n.name[i],
    fr: n.name_fr[i] || n.name[i],
    actor: i < n.n_actors,
    kind: n.kind[i] < 0 ? null : n.kinds[n.kind[i]],
    scale: n.scale[i],
    group: n.group[i],
    several: n.several[i] || null,
    x: n.x[i],
    y: n.y[i],
    fields: n.fields[i] || [],
    places: n.places[i] || [],
    disc: data.discs ? data.discs.of[i] : -1,
    ties: [],
    plain: plain(n.name[i] + " " + (n.name_fr[i] || "")),
  }));
  const t = data.ties;
  const ties = t.a.map((a, i) => {
    const tie = {
      i,
      a: nodes[a],
      b: nodes[t.b[i]],
      y0: t.y0[i],
      y1: t.y1[i],
      dated: t.y0[i] !== null || t.y1[i] !== null,
      amount: t.amount[i],
      counts: t.counts[i] === 1,
      missing: t.missing[i] === 1,
      type: t.types[t.type[i]],
      role: t.role[i] < 0 ? null : t.roles[t.role[i]],
      currency: t.currency[i] < 0 ? null : t.currencies[t.currency[i]],
      given: t.given[i] < 0 ? null : t.givens[t.given[i]],
      source: data.sources[t.source[i]],
      locator: t.locator[i] || "",
    };
    tie.a.ties.push(tie);
    tie.b.ties.push(tie);
    return tie;
  });
  const years = ties.flatMap((tie) => [tie.y0, tie.y1]).filter((y) => y !== null);
  const range = years.length ? [years.reduce((p, c) => Math.min(p, c)), years.reduce((p, c) => Math.max(p, c))] : null;
  return { data, nodes, ties, years: range, groups: data.groups, currency: data.money.currency || null };
}
