// The map of a network.

import { Page } from "./page.js";
import { begin } from "./start.js";

begin((data, said) => {
  const page = new Page(data, said);
  window.graphkitMap = page;
  return page;
});
