// What marks and names look like to Cytoscape: what is the same for each mark is a plain value, for those cost least.

export const INK = "#1D2530";

/** The look of all where marks are drawn by `k` larger than they are, and the zoom for which sizes hold is `z`. */
export function look(k, z) {
  const wide = (ele) => 2 * ele.data("r") * (ele.data("type") === "disc" ? 1 : k);
  const px = (size) => size / z;
  const beside = (side, valign, halign, x, y) => ({
    selector: `node[label][side="${side}"]`,
    style: { "text-valign": valign, "text-halign": halign, "text-margin-x": px(x), "text-margin-y": px(y) },
  });
  return [
    {
      selector: "node",
      style: {
        shape: "ellipse",
        width: wide,
        height: wide,
        "background-color": "data(colour)",
        "border-width": px(0.8),
        "border-color": INK,
        "z-index-compare": "manual",
        "z-index": 2,
      },
    },
    { selector: 'node[type="action"]', style: { shape: "diamond" } },
    {
      selector: "node[label]",
      style: {
        label: "data(label)",
        color: INK,
        "font-size": px(12),
        "font-family": "sans-serif",
        "text-outline-color": "#fff",
        "text-outline-width": px(2),
        "min-zoomed-font-size": 0,
        "text-wrap": "wrap",
        "line-height": 1.25,
        "z-index": 3,
      },
    },
    beside("right", "center", "right", 3, 0),
    beside("left", "center", "left", -3, 0),
    beside("top", "top", "center", 0, -3),
    beside("bottom", "bottom", "center", 0, 3),
    beside("center", "center", "center", 0, 0),
    {
      selector: 'node[type="disc"]',
      style: { "background-opacity": 0.75, "line-height": 1.15, "font-size": px(13), "border-width": px(1.2) },
    },
    { selector: 'node[type="disc"][?bare]', style: { "font-size": px(17), "font-weight": "bold" } },
    { selector: "node[?bundle]", style: { "border-style": "double", "border-width": px(4) } },
    {
      selector: 'node[type="number"]',
      style: {
        shape: "rectangle",
        "background-opacity": 0,
        "border-width": 0,
        width: 1,
        height: 1,
        events: "no",
        "font-size": px(22),
        "font-weight": "bold",
        "text-outline-width": px(4),
        "z-index": 9,
      },
    },
    { selector: ".dim", style: { opacity: 0.15 } },
    { selector: "node.chosen", style: { "border-width": px(4), "border-color": "#000", "z-index": 8 } },
  ];
}
