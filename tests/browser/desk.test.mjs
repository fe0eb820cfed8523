/** One page of each kind as a wide screen shows it, by day and by night. */
import { DESK } from "./browser.mjs";
import { onePageEach } from "./kinds.mjs";
import { everyProbe } from "./looks.mjs";

onePageEach("passes every probe on a desk", ({ reader }, page) => everyProbe(reader, page, DESK));
