import { begin } from "./start.js";
begin(() => null);
