/** One page of each kind as a phone shows it, by day and by night. */
import { PHONE } from "./browser.mjs";
import { onePageEach } from "./kinds.mjs";
import { everyProbe } from "./looks.mjs";

onePageEach("passes every probe on a phone", ({ reader }, page) => everyProbe(reader, page, PHONE));
