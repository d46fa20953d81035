// The lines between marks, on a canvas of their own below the marks. They take no clicks, and as elements of Cytoscape
// they would cost more than everything else when a page opens.

import { thick } from "./marks.js";

const INK = "#1D2530";

export class Lines {
  constructor(container, cy) {
    this.cy = cy;
    this.lines = [];
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    Object.assign(this.canvas.style, { position: "absolute", left: "0", top: "0", pointerEvents: "none", transformOrigin: "0 0" });
    container.prepend(this.canvas);
    cy.on("pan zoom", () => this.follow());
  }

  /** The more lines, the fainter each. */
  faint() {
    return Math.max(0.06, Math.min(0.35, 0.35 * Math.sqrt(1500 / Math.max(1, this.lines.length))));
  }

  /** While the map moves, what is drawn moves along; it is drawn anew where the map comes to rest. */
  follow() {
    if (!this.at) return;
    const zoom = this.cy.zoom() / this.at.zoom;
    const pan = this.cy.pan();
    this.canvas.style.transform = `translate(${pan.x - zoom * this.at.x}px, ${pan.y - zoom * this.at.y}px) scale(${zoom})`;
  }

  /** Draw them for the part of the map that is seen; with a mark chosen its own stand out. */
  draw(chosen) {
    const { cy, canvas, lines } = this;
    const [w, h, zoom, pan] = [cy.width(), cy.height(), cy.zoom(), cy.pan()];
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    this.at = { zoom, x: pan.x, y: pan.y };
    canvas.style.transform = "";
    if (canvas.width !== Math.round(w * ratio) || canvas.height !== Math.round(h * ratio)) {
      [canvas.width, canvas.height] = [Math.round(w * ratio), Math.round(h * ratio)];
      [canvas.style.width, canvas.style.height] = [`${w}px`, `${h}px`];
    }
    const draw = canvas.getContext("2d");
    draw.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw.clearRect(0, 0, w, h);
    const own = (line) => chosen !== null && (line.a.key === chosen || line.b.key === chosen);
    const stroke = (line) => {
      draw.lineWidth = thick(line.n);
      draw.beginPath();
      draw.moveTo(line.a.x * zoom + pan.x, line.a.y * zoom + pan.y);
      draw.lineTo(line.b.x * zoom + pan.x, line.b.y * zoom + pan.y);
      draw.stroke();
    };
    draw.strokeStyle = "#5A626E";
    draw.globalAlpha = this.faint() * (chosen === null ? 1 : 0.2);
    // Each by itself: where many lie upon one another it is darker.
    for (const line of lines) if (!own(line)) stroke(line);
    draw.strokeStyle = INK;
    draw.globalAlpha = 0.9;
    for (const line of lines) if (own(line)) stroke(line);
  }
}
