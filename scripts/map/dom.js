// Elements, made so that text from the data stays text.

export const $ = (id) => document.getElementById(id);

/** An element with attributes, texts and children; `bg` is a colour, `on` a click. */
export function el(tag, about = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(about)) {
    if (name === "text") made.textContent = value;
    else if (name === "bg") made.style.background = value;
    else if (name === "on") made.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A text without what XML cannot hold: control characters and halves of pairs. */
export const xml = (text) => String(text).replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");

/** Make parts of the page anew, and give the focus back to what had it; where that is off now, to what stands in for it. */
export function keepingFocus(make, instead = {}) {
  const held = document.activeElement?.id;
  make();
  if (!held || document.activeElement?.id === held) return;
  const one = [held, instead[held]].map((id) => id && $(id)).find((made) => made && !made.disabled);
  one?.focus({ preventScroll: true });
}

/** Of the buttons that turn the pages of a table, the other one. */
export const OTHER_WAY = { back: "next", next: "back" };

/**
 * A button that brings more of a list, so many at a time; `make` makes the elements of one of them.
 * With the last it goes away, and the focus, where the button had it, goes to the first that it brought.
 */
export function growing(words, list, all, most, make) {
  let shown = 0;
  const more = el("button", { type: "button", on: () => grow() });
  const grow = () => {
    const made = all.slice(shown, shown + most).flatMap(make);
    list.append(...made);
    shown = Math.min(all.length, shown + most);
    const held = document.activeElement === more;
    more.hidden = shown >= all.length;
    more.textContent = words.t("more", { n: all.length - shown });
    if (held && more.hidden) made.map((one) => one.querySelector("a, button, summary")).find(Boolean)?.focus();
  };
  grow();
  return more;
}

/** Hand a text over as a file. */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** The sign of a mark beside a text. */
export function sign(shape, colour) {
  return el("span", { class: `sign ${shape}`, bg: colour, "aria-hidden": "true" });
}
