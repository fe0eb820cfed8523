/** One page of each kind for readers who run no scripts, open a folder, or set up their system. */
import { onePageEach } from "./kinds.mjs";
import { everySetting, sameReading } from "./looks.mjs";

onePageEach("says the same without scripts and from a folder", ({ reader, plain, opener }, page) =>
  sameReading(plain, opener === null ? [reader] : [reader, opener], page),
);

onePageEach("serves other colours, less motion, other directions, larger letters and paper", ({ reader }, page) =>
  everySetting(reader, page),
);
