/** How the tests say what they found: the faults themselves, one a line, without a stack. */

const MOST_SHOWN = 60;

/**
 * @param {string[]} faults
 * @throws with all of them, if there are any
 */
export function expectNone(faults) {
  if (faults.length > 0) throw plain(`${faults.length} found\n${list(faults)}`);
}

/**
 * @param {string[]} faults
 * @param {RegExp} pattern
 * @throws unless a fault reads so
 */
export function expectFault(faults, pattern) {
  if (faults.some((fault) => pattern.test(fault))) return;
  throw plain(`expected ${pattern}, found ${faults.length > 0 ? `\n${list(faults)}` : "nothing"}`);
}

function list(faults) {
  const more = faults.length - MOST_SHOWN;
  return [...faults.slice(0, MOST_SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}

function plain(message) {
  const error = new Error(message);
  error.stack = message;
  return error;
}
