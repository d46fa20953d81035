// Rebuilds graphkit/maps/*.bundle.js: `make map-bundle`. What it needs is in node_modules of MAP_BUNDLE.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const room = join(root, "graphkit", "maps");
const cache = process.env.MAP_BUNDLE;
const require = createRequire(pathToFileURL(join(cache, "package.json")));
const esbuild = require("esbuild");
const scripts = join(root, "scripts", "map");

// What the bundles were made from: a test compares it with the files, and needs no Node for that.
const sources = createHash("sha256");
for (const name of readdirSync(scripts).filter((name) => name.endsWith(".js")).sort()) {
  sources.update(`${name}\n`).update(readFileSync(join(scripts, name)));
}
const digest = sources.digest("hex");
const held = JSON.parse(readFileSync(join(cache, "node_modules", "cytoscape", "package.json"), "utf8"));
const licence = readFileSync(join(cache, "node_modules", "cytoscape", "LICENSE"), "utf8").trim();

for (const [entry, holds] of [["map", `Cytoscape.js ${held.version}, MIT licence: CYTOSCAPE-LICENCE.txt. `], ["territories", ""]]) {
  const made = await esbuild.build({
    entryPoints: [join(scripts, `${entry}.js`)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    nodePaths: [join(cache, "node_modules")],
  });
  const text = made.outputFiles[0].text.replaceAll(/<\/script/gi, "<\\/script").trim();
  const head = `/* graphkit's map, made by make map-bundle. ${holds}Sources sha256 ${digest} */\n`;
  writeFileSync(join(room, `${entry}.bundle.js`), `${head}${text}\n`);
  console.log(`${entry}.bundle.js ${Math.round(text.length / 1024)} KB`);
}
writeFileSync(join(room, "CYTOSCAPE-LICENCE.txt"), `Cytoscape.js ${held.version}\n\n${licence}\n`);
