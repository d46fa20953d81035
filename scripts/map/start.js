// Starts a page, and says in words where it could not.

import { read } from "./data.js";
import { $ } from "./dom.js";

/** Show that the page could not be shown, and why, in both languages of the page. */
function fail(error) {
  const said = JSON.parse($("words").textContent);
  const box = $("wait");
  const lang = document.documentElement.lang in said ? document.documentElement.lang : "en";
  const old = error instanceof Error && error.message === "DecompressionStream";
  const reason = old ? said[lang].old_browser : String(error && error.message ? error.message : error);
  box.textContent = `${said[lang].failed} ${reason}`;
  box.className = "error";
  box.setAttribute("role", "alert");
  box.hidden = false;
}

/** Read the data and hand them to what makes the page. */
export async function begin(make) {
  addEventListener("error", (event) => fail(event.error || event.message));
  addEventListener("unhandledrejection", (event) => fail(event.reason));
  try {
    const data = await read($("data"));
    const said = JSON.parse($("words").textContent);
    $("page").hidden = false;
    const page = make(data, said);
    $("wait").hidden = true;
    document.body.dataset.ready = "1";
    return page;
  } catch (error) {
    $("page").hidden = true;
    fail(error);
    return null;
  }
}
