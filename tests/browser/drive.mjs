// node drive.mjs CACHE SCENARIO PAGE FOLDER: drives a page offline in Chromium and prints what it saw as JSON.
import { createRequire } from "node:module";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [cache, scenario, file, folder] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(cache, "package.json")));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const address = pathToFileURL(file).href;
const seen = { errors: [], requests: [] };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });

async function open(hash = "", about = {}) {
  const page = await opened(hash, about);
  if (about.javaScriptEnabled !== false) await page.waitForSelector("body[data-ready]");
  return page;
}

// A page without a script of its own says of nothing that it is ready: it is so once it is loaded.
async function opened(hash = "", about = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true, acceptDownloads: true, ...about });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && seen.errors.push(message.text()));
  page.on("request", (request) => seen.requests.push(request.url().split("#")[0]));
  await page.goto(address + hash);
  return page;
}

const text = (page, where) => page.locator(where).first().innerText();
const rows = (page) => page.locator("#list tbody tr").count();
// axe is put in by the browser's debugger, which the policy of the page does not rule.
async function faults(page) {
  const found = await page.evaluate(`(async () => { ${axe}; return (await axe.run(document)).violations; })()`);
  return found.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => `${one.id}: ${one.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
}

const scenarios = {
  async network() {
    const page = await open();
    seen.title = await page.title();
    seen.status = await text(page, "#status");
    seen.injected = await page.evaluate(() => window.PWN === undefined);
    seen.axe = await faults(page);
    seen.waiting = await page.locator("#wait").isVisible();
    // Search, blind to accents and case.
    await page.fill("#search", "CRECHE du");
    await page.waitForTimeout(300);
    seen.found = await page.locator("#list tbody tr td:first-child").allInnerTexts();
    await page.press("#search", "Enter");
    seen.chosen = await text(page, "#chosen");
    seen.focused = await page.evaluate(() => document.activeElement.id);
    seen.panel = await text(page, "#panel_body");
    seen.hash = await page.evaluate(() => location.hash);
    seen.axe_chosen = await faults(page);
    await page.fill("#search", "");
    // A click on the map, where a node stands.
    await page.click("#reset");
    const at = await page.evaluate(() => {
      const node = window.graphkitMap.drawing.cy.nodes().filter((one) => one.scratch("mark")?.node?.id === "fondation");
      const box = document.querySelector("#map").getBoundingClientRect();
      return { x: box.left + node.renderedPosition("x"), y: box.top + node.renderedPosition("y") };
    });
    await page.mouse.click(at.x, at.y);
    await page.waitForTimeout(400);
    seen.clicked = await text(page, "#chosen");
    // Filters.
    await page.click("#reset");
    await page.fill("#since", "2021");
    await page.press("#since", "Tab");
    seen.since = await text(page, "#status");
    seen.filters = await text(page, "#filters_said");
    seen.since_rows = await rows(page);
    await page.fill("#least", "250");
    await page.press("#least", "Tab");
    seen.least = await text(page, "#status");
    await page.click("#reset");
    await page.selectOption("#scale", "regional");
    seen.scale = await text(page, "#status");
    await page.click("#reset");
    await page.locator("#groups input").first().uncheck();
    seen.uncheck = await text(page, "#status");
    seen.uncheck_rows = await rows(page);
    await page.click("#reset");
    seen.marks = await page.evaluate(() => window.graphkitMap.view.marks.length);
    seen.rows = await rows(page);
    // Language.
    await page.click("#fr");
    seen.french = [await text(page, "#status"), await page.evaluate(() => document.documentElement.lang), await text(page, "h1")];
    seen.axe_french = await faults(page);
    // What is kept and printed.
    const [kept] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
    await kept.saveAs(join(folder, "kept.svg"));
    seen.svg_name = kept.suggestedFilename();
    seen.svg = readFileSync(join(folder, "kept.svg"), "utf8");
    await page.pdf({ path: join(folder, "page.pdf"), format: "A4", landscape: true, printBackground: true });
    seen.pdf = statSync(join(folder, "page.pdf")).size;
    // The policy stops what would leave the page.
    seen.stopped = await page.evaluate(async () => {
      const stopped = [];
      document.addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective));
      await fetch("http://127.0.0.1:9/x").catch(() => null);
      new Image().src = "http://127.0.0.1:9/y.png";
      await new Promise((done) => setTimeout(done, 300));
      return stopped.sort();
    });
    seen.errors = seen.errors.filter((error) => !error.includes("127.0.0.1:9"));
  },

  async keyboard() {
    const page = await open();
    await page.locator("#map").focus();
    const camera = () => page.evaluate(() => ({ zoom: window.graphkitMap.drawing.cy.zoom(), x: window.graphkitMap.drawing.cy.pan().x }));
    const before = await camera();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("+");
    const after = await camera();
    seen.moved = [after.x !== before.x, after.zoom > before.zoom];
    await page.keyboard.press("n");
    seen.first = await text(page, "#chosen");
    await page.keyboard.press("n");
    seen.second = await text(page, "#chosen");
    await page.keyboard.press("p");
    seen.back = await text(page, "#chosen");
    await page.keyboard.press("Enter");
    seen.focused = await page.evaluate(() => document.activeElement.id);
    await page.locator("#map").focus();
    await page.keyboard.press("Escape");
    seen.let_go = await page.locator("#chosen").count();
    // From the top of the page by Tab alone to a name in the table, and by Enter to its ties.
    await page.evaluate(() => document.activeElement.blur());
    let steps = 0;
    for (; steps < 80; steps += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => document.activeElement.matches("#list button.link"))) break;
    }
    seen.tabs = steps;
    await page.keyboard.press("Enter");
    seen.by_table = await text(page, "#chosen");
  },

  async links() {
    let page = await open("#n=jardin&l=fr&y0=2021&y1=2021");
    seen.deep = [await text(page, "#chosen"), await page.evaluate(() => document.documentElement.lang), await text(page, "#status")];
    seen.kept = await page.evaluate(() => location.hash);
    await page.evaluate(() => (location.hash = "#n=caf&l=en"));
    await page.waitForTimeout(500);
    seen.followed = [await text(page, "#chosen"), await page.evaluate(() => document.documentElement.lang)];
    page = await open("#n=no-such-id&off=99&y0=abc&s=x");
    seen.lost = [await text(page, "#panel_body"), await text(page, "#status")];
    page = await open("", { javaScriptEnabled: false });
    seen.noscript = await page.locator("noscript p").allInnerTexts();
  },

  async notebook() {
    const page = await opened();
    const frame = page.frameLocator("iframe");
    await frame.locator("body[data-ready]").waitFor();
    seen.status = await frame.locator("#status").innerText();
    await frame.locator("#list button.link").first().click();
    seen.chosen = await frame.locator("#chosen").innerText();
    seen.apart = await page.frames()[1].evaluate(() => {
      try {
        return String(parent.document.title);
      } catch {
        return "apart";
      }
    });
  },

  // A cell folded away while the map opens, and unfolded later.
  async folded() {
    const page = await opened();
    const frame = page.frameLocator("iframe");
    await frame.locator("body[data-ready]").waitFor({ state: "attached" });
    const sizes = () => {
      const { cy, k, z } = window.graphkitMap.drawing;
      const box = cy.elements().renderedBoundingBox();
      return { width: cy.width(), zoom: cy.zoom(), k, z, inside: box.x1 >= 0 && box.x2 <= cy.width() && box.y1 >= 0 && box.y2 <= cy.height() };
    };
    seen.folded = await page.frames()[1].evaluate(sizes);
    await page.evaluate(() => (document.querySelector("details").open = true));
    await page.waitForTimeout(600);
    seen.unfolded = await page.frames()[1].evaluate(sizes);
  },

  // What a person does with many coalitions: ticks, pages, rows, letters, what is kept.
  async choices() {
    const page = await open();
    const active = () => page.evaluate(() => document.activeElement.id);
    await page.focus("#next");
    await page.keyboard.press("Enter");
    seen.next = await active();
    while (!(await page.locator("#next").isDisabled())) await page.click("#next");
    seen.last = await active();
    await page.click("#reset");
    await page.focus("#g2");
    await page.keyboard.press("Space");
    seen.ticked = [await active(), await page.locator("#g2").isChecked()];
    await page.locator("#g1").uncheck();
    for (let n = 36; n <= 40; n += 1) await page.locator(`#g${n}`).uncheck();
    seen.filters = await text(page, "#filters_said");
    seen.both = await page.evaluate(() => window.graphkitMap.seen.nodes.filter((node) => node.several).map((node) => [node.id, ...node.several]));
    await page.click("#reset");
    await page.locator("#list tbody tr:nth-child(3) button.link").click();
    const current = page.locator("#list tbody tr[aria-current=true]");
    seen.row = [await current.locator("button.link").innerText(), await text(page, "#chosen"), await current.getAttribute("class")];
    await page.locator("#map").focus();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+N");
    seen.letter = await page.locator("#chosen").count();
    seen.role = await page.locator("#map").getAttribute("aria-roledescription");
    await page.click("#fr");
    seen.role_fr = await page.locator("#map").getAttribute("aria-roledescription");
    await page.click("#en");
    await page.evaluate(() => (location.hash = "#n=x2&l=en"));
    await page.waitForTimeout(400);
    seen.action = await text(page, "#panel_body");
    const [kept] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
    await kept.saveAs(join(folder, "kept.svg"));
    seen.svg = readFileSync(join(folder, "kept.svg"), "utf8");
    await page.fill("#search", "a01");
    await page.selectOption("#size", "money");
    seen.searching = [await text(page, "#status"), await text(page, "#filters_said")];
    await page.fill("#since", "2030.7");
    await page.fill("#until", "1990");
    await page.press("#until", "Tab");
    seen.reversed = await text(page, "#filters_said");
  },

  // Actions with the same funder as one mark, which a filter takes apart.
  async bundle() {
    const page = await open();
    await page.locator("#list tbody tr button.link").first().click();
    seen.row = [await page.locator("#list tr[aria-current=true] button.link").innerText(), await text(page, "#chosen")];
    await page.locator("#list tbody tr button", { hasText: /^Open$/ }).first().click();
    await page.evaluate(() => window.graphkitMap.chooseMark(window.graphkitMap.view.marks.find((mark) => mark.bundle)));
    seen.before = await text(page, "#panel_body");
    await page.fill("#since", "2015");
    await page.press("#since", "Tab");
    seen.status = await text(page, "#status");
    seen.after = await text(page, "#panel_body");
  },

  // What a keyboard holds on to in long lists, and which row is marked.
  async long() {
    const page = await open();
    const active = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
    const tops = () => page.evaluate(() => document.querySelector("#groups").scrollTop);
    await page.focus("#g35");
    const before = await tops();
    await page.keyboard.press("Space");
    seen.scrolled = [before, await tops(), await active()];
    await page.click("#reset");
    await page.fill("#search", "ville");
    await page.waitForTimeout(300);
    await page.press("#search", "Enter");
    await page.fill("#search", "");
    const more = page.locator("#panel_body button", { hasText: /^Show more/ });
    seen.more = await more.innerText();
    await more.focus();
    await page.keyboard.press("Enter");
    await page.waitForTimeout(100);
    seen.grown = [await page.locator("#panel_body tr.tie").count(), await active()];
  },

  // What is said beside a search, and of years that cannot be.
  async said() {
    let page = await open();
    const all = async () => [await text(page, "#status"), await text(page, "#list caption"), await page.locator("#table").getAttribute("aria-label")];
    seen.whole = await all();
    await page.fill("#search", "CRECHE");
    await page.waitForTimeout(300);
    seen.found = await all();
    await page.selectOption("#size", "money");
    seen.resized = await all();
    await page.click("#fr");
    seen.french = await all();
    await page.click("#en");
    await page.click("#reset");
    seen.reset = await all();
    await page.fill("#since", "2020.6");
    await page.press("#since", "Tab");
    seen.year = [await page.inputValue("#since"), await text(page, "#filters_said")];
    page = await open("#y0=2.5&s=x&f=y&t=z&off=99&l=en");
    seen.lost = [await page.locator("#panel_body .warn").allInnerTexts(), await text(page, "#filters_said")];
  },

  // The same on the page of territories, where an address names what is not there.
  async places() {
    const page = await open("#n=nowhere&f=zzz&l=en");
    const all = async () => [await text(page, "#status"), await text(page, "#list caption")];
    seen.lost = await page.locator("#panel_body .warn").allInnerTexts();
    seen.whole = await all();
    await page.selectOption("#what", { label: "Food" });
    seen.field = await all();
    await page.fill("#search", "sud");
    seen.found = await all();
    await page.locator("#list tbody button").first().click();
    seen.kept = [await page.locator("#panel_body .warn").allInnerTexts(), await page.locator("#list tr[aria-current=true]").count()];
    await page.click("#fr");
    seen.french = await all();
  },

  // As wide as a telephone.
  async narrow() {
    const page = await open("", { viewport: { width: 390, height: 844 }, hasTouch: true });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    seen.wide = [await wide()];
    await page.locator("#list tbody button.link").first().tap();
    await page.waitForTimeout(400);
    seen.wide.push(await wide());
    const box = await page.locator("#chosen").boundingBox();
    seen.heading = [box.y >= 0 && box.y + box.height <= 844, box.x >= 0 && box.x + box.width <= 390];
    seen.focused = await page.evaluate(() => document.activeElement.id);
    // What is wider than the page scrolls in a box of its own, and what is tapped is large enough.
    seen.cut = await page.evaluate(() =>
      [...document.querySelectorAll("#panel *, #filters *, header *, #middle > p")]
        .filter((one) => one.checkVisibility() && !one.closest(".scroll > *, #groups > *") && one.getBoundingClientRect().right > 390.5)
        .map((one) => one.outerHTML.slice(0, 100)),
    );
    seen.low = await page.evaluate(() =>
      [...document.querySelectorAll("button, select, input")]
        .filter((one) => one.checkVisibility() && one.type !== "checkbox" && one.getBoundingClientRect().height < 24)
        .map((one) => one.outerHTML.slice(0, 100)),
    );
    seen.axe = await faults(page);
    await page.tap("#fr");
    seen.wide.push(await wide());
    const link = page.locator("#panel_body button.link").first();
    if (await link.count()) {
      seen.name = await link.innerText();
      await link.tap();
      seen.next = await text(page, "#chosen");
      seen.wide.push(await wide());
    }
  },

  // A map with its report beside: from a node to the evidence of a number, and by a name back.
  async beside() {
    const page = await open("#n=lyon-metropolis");
    seen.panel = await text(page, "#panel_body");
    await page.locator("#panel_body .said summary").first().click();
    seen.axe = await faults(page);
    const link = page.locator("#panel_body .said a").first();
    seen.number = await link.innerText();
    await link.click();
    await page.waitForURL(/report\.html#E\d+$/);
    seen.target = await page.locator(":target").innerText();
    await page.locator("a.name", { hasText: "Lyon Metropolis" }).first().click();
    await page.waitForSelector("body[data-ready]");
    seen.chosen = await text(page, "#chosen");
    const narrow = await open("#n=lyon-metropolis&l=fr", { viewport: { width: 390, height: 844 } });
    await narrow.waitForTimeout(500);
    seen.named = await narrow.evaluate(() => {
      const { cy, written, chosen } = window.graphkitMap.drawing;
      const [left, top, right, bottom] = written.get(chosen).box;
      const at = cy.getElementById(chosen).renderedPosition();
      return [Math.round(2 * at.x - cy.width()), left >= 0 && top >= 0 && right <= cy.width() && bottom <= cy.height()];
    });
    seen.requests = seen.requests.filter((one) => !/\/(map|report)\.html$/.test(one) && !one.startsWith("data:"));
  },

  // Narrow as a telephone and as a page zoomed to twice its size: names, buttons, and the map beside what is chosen.
  async fitting() {
    seen.cut = [];
    seen.under = [];
    for (const [width, lang] of [[195, "fr"], [390, "en"], [390, "fr"], [1280, "fr"]]) {
      const page = await open(`#l=${lang}`, { viewport: { width, height: 844 } });
      await page.waitForTimeout(500);
      const found = await page.evaluate(() => {
        const { drawing, model } = window.graphkitMap;
        const { cy } = drawing;
        const ruler = document.createElement("canvas").getContext("2d");
        ruler.font = "12px sans-serif";
        const [cut, under] = [[], []];
        const [left, top, right, bottom] = drawing.buttons();
        // As wide as the letters are drawn, for they keep their size while the zoom changes little.
        const look = (when) => {
          for (const one of cy.nodes("[label]").filter((node) => node.data("type") !== "number")) {
            const [{ x, y }, side, r, drawn] = [one.renderedPosition(), one.data("side"), one.renderedWidth() / 2 + 3, cy.zoom() / drawing.z];
            const wide = drawn * Math.max(...one.data("label").split("\n").map((line) => ruler.measureText(line).width));
            const from = { right: x + r, left: x - r - wide, top: x - wide / 2, bottom: x - wide / 2 }[side];
            if (from < 0 || from + wide > cy.width()) cut.push(`${when}: ${one.data("label")}`);
            const middle = y + { right: 0, left: 0, top: -r - 7, bottom: r + 7 }[side];
            if (!drawing.chosen && from < right && from + wide > left && middle > top && middle < bottom) under.push(`${when}: ${one.data("label")}`);
          }
        };
        look("start");
        for (const { x, y } of cy.nodes().map((one) => one.renderedPosition())) if (x > left && x < right && y > top && y < bottom) under.push("a mark");
        cy.zoom(cy.zoom() * 1.04);
        drawing.settle();
        look("a little nearer");
        for (const node of model.nodes) {
          drawing.fit();
          drawing.choose(`n${node.i}`);
          look("chosen");
        }
        drawing.choose(null);
        return { cut, under };
      });
      seen.cut.push(...found.cut);
      seen.under.push(...found.under);
      if (width !== 390) continue;
      const boxes = () => page.evaluate(() => ["box", "chosen"].map((id) => document.getElementById(id).getBoundingClientRect()).map(({ top, bottom }) => [Math.round(top), Math.round(bottom)]));
      const at = await page.evaluate(() => {
        window.graphkitMap.drawing.fit();
        const mark = window.graphkitMap.drawing.cy.nodes('[type="actor"]')[0].renderedPosition();
        const map = document.querySelector("#map").getBoundingClientRect();
        return { x: map.left + mark.x, y: map.top + mark.y };
      });
      await page.mouse.click(at.x, at.y);
      await page.waitForTimeout(400);
      seen.tapped = await boxes();
      await page.locator("#list button.link").last().click();
      await page.waitForTimeout(400);
      seen.by_table = await boxes();
      await page.click("#fit");
      for (let n = 0; n < 3; n += 1) await page.click("#in");
      await page.waitForTimeout(300);
      seen.zoomed = await page.evaluate(() => {
        const { cy, chosen } = window.graphkitMap.drawing;
        const { x, y } = cy.getElementById(chosen).renderedPosition();
        return x > 0 && y > 0 && x < cy.width() && y < cy.height();
      });
    }
  },

  async failing() {
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(address);
    seen.alert = await page.locator("[role=alert]").innerText();
    seen.page = await page.locator("#page").isVisible();
  },

  async large() {
    const page = await open();
    seen.status = await text(page, "#status");
    const marks = () => page.evaluate(() => window.graphkitMap.view.marks.map((mark) => mark.type));
    seen.closed = await marks();
    seen.table = await page.locator("#list tbody tr").allInnerTexts();
    await page.locator("#list tbody tr button", { hasText: /^Open$/ }).first().click();
    seen.heading = await text(page, "#chosen");
    seen.open = await marks();
    seen.hash = await page.evaluate(() => location.hash);
    await page.fill("#search", "f7");
    await page.waitForTimeout(300);
    await page.press("#search", "Enter");
    seen.found = await text(page, "#chosen");
    await page.selectOption("#field", "food");
    seen.filtered = [await text(page, "#status"), (await marks()).filter((type) => type === "disc").length];
    seen.narrow = [];
    for (const width of [390, 1280]) {
      const narrow = await open("", { viewport: { width, height: 844 } });
      await narrow.waitForTimeout(500);
      seen.narrow.push(
        await narrow.evaluate(() => {
          const { cy, written, shown } = window.graphkitMap.drawing;
          const discs = shown.marks.map(({ group, x, y, r }) => ({ group, x: x * cy.zoom() + cy.pan().x, y: y * cy.zoom() + cy.pan().y, r: r * cy.zoom() }));
          const labels = shown.marks.filter((mark) => mark.group && written.has(mark.key)).map((mark) => ({ group: mark.group, ...written.get(mark.key) }));
          return { width: cy.width(), height: cy.height(), discs, written: labels, numbers: document.querySelector("#numbers").textContent };
        }),
      );
    }
  },

  async territories() {
    const page = await open();
    seen.status = await text(page, "#status");
    seen.axe = await faults(page);
    seen.areas = await page.locator("#map path[role=button]").count();
    await page.locator("#map path[role=button]").first().focus();
    await page.keyboard.press("Enter");
    seen.panel = await text(page, "#panel_body");
    seen.gaps = await page.locator("td.gap").count();
    await page.selectOption("#what", { label: "Care" });
    seen.of_field = await text(page, "#status");
    await page.selectOption("#what", "-2");
    await page.evaluate(() => (location.hash = "#n=nowhere&f=zzz"));
    await page.waitForTimeout(300);
    seen.lost = await text(page, "#panel_body");
    await page.evaluate(() => (location.hash = "#n=sud"));
    await page.waitForTimeout(300);
    await page.fill("#search", "QUARTIER");
    seen.rows = await rows(page);
    await page.fill("#search", "");
    await page.click("#fr");
    seen.french = await text(page, "h1");
    await page.pdf({ path: join(folder, "page.pdf") });
    seen.pdf = statSync(join(folder, "page.pdf")).size;
  },
};

// The pages of a report, which hold no script.
Object.assign(scenarios, {
  async report() {
    const page = await opened();
    seen.title = await page.title();
    seen.lang = await page.evaluate(() => document.documentElement.lang);
    seen.text = await page.evaluate(() => document.body.innerText);
    seen.scripts = await page.locator("script").count();
    seen.injected = await page.evaluate(() => window.PWN !== undefined);
    seen.sideways = {};
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      seen.sideways[width] = await sideways(page);
      seen[`axe_${width}`] = await faults(page);
      await page.screenshot({ path: join(folder, `${width}.png`) });
    }
    seen.moving = await page.evaluate(() => [...document.querySelectorAll(".table, figure")].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => [one.className || one.localName, one.tabIndex, getComputedStyle(one).backgroundImage !== "none"]));
    // As wide as a sheet of A4 between its margins, in pixels of CSS.
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 665, height: 900 });
    seen.sideways.print = await sideways(page);
    seen.back_printed = await page.locator(".back").first().isVisible();
    const printed = await page.pdf({ path: join(folder, "page.pdf"), format: "A4", preferCSSPageSize: true, tagged: true });
    seen.pdf = { size: printed.length, pages: printed.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0 };
    await page.emulateMedia({ media: "screen" });
    seen.stopped = await page.evaluate(async () => {
      const stopped = [];
      document.addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective));
      await fetch("http://127.0.0.1:9/x").catch(() => null);
      const run = document.createElement("script");
      run.textContent = "window.PWN = 1";
      document.body.append(run);
      await new Promise((done) => setTimeout(done, 300));
      return stopped.sort();
    });
    seen.injected ||= await page.evaluate(() => window.PWN !== undefined);
    // What the policy stops is said on the console, as it should be.
    seen.errors = seen.errors.filter((error) => !error.includes("127.0.0.1:9") && !/inline script/.test(error));
  },

  // By Tab and Enter from the top of the page to a number of the findings, to its evidence, and back to it.
  async report_keyboard() {
    const page = await opened("", { viewport: { width: 390, height: 844 } });
    const focused = (read) => page.evaluate(read);
    let steps = 0;
    for (; steps < 200; steps += 1) {
      await page.keyboard.press("Tab");
      if (await focused(() => document.activeElement.matches("section.question a.n[id]"))) break;
    }
    seen.tabs = steps;
    seen.ring = await focused(() => getComputedStyle(document.activeElement).outlineStyle);
    seen.number = await focused(() => [document.activeElement.id, document.activeElement.dataset.e]);
    await page.keyboard.press("Enter");
    seen.evidence = await focused(() => document.querySelector(":target")?.id);
    seen.shown = await inside(page, ":target");
    await page.keyboard.press("Tab");
    seen.back = await focused(() => document.activeElement.className);
    await page.keyboard.press("Enter");
    seen.again = await focused(() => document.querySelector(":target")?.id);
    seen.seen_again = await inside(page, ":target");
    await page.keyboard.press("Tab");
    seen.further = await focused(() => !document.activeElement.closest(".evidence"));
    // Each link leads to something, and each row of the evidence back to where it is said.
    seen.lost = await page.evaluate(() => [...document.querySelectorAll("a[href^='#']")].map((one) => one.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id)));
    seen.without_back = await page.evaluate(() => [...document.querySelectorAll("dl.evidence > div")].filter((one) => !one.querySelector("a.back")).map((one) => one.id));
    // A table that is wider than the screen moves by the arrows.
    const table = page.locator(".table").filter({ has: page.locator("th:nth-child(6)") }).first();
    await table.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(400);
    seen.moved = await table.evaluate((one) => one.scrollLeft > 0);
  },
});

const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const inside = (page, where) => page.locator(where).first().evaluate((one) => {
  const box = one.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
});

try {
  await scenarios[scenario]();
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
