/** Rows of texts as CSV. A cell that a spreadsheet would run as a formula gets an apostrophe in front. */
export function csv(rows) {
  return rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

function cell(text) {
  const isNumber = /^[+-]?\d+(\.\d+)?%?$/.test(text);
  const safe = /^\s*[=+\-@＝＋－＠\t\r]/u.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
