/* What of the deck stands in the address: its step, and which deck it is. */

const parameters = () => new URLSearchParams(location.search);

export const letters = () => parameters().get("letters") !== "off";

export const addressed = () => Number(parameters().get("step")) || 1;

/** The address without what two windows of one deck may differ in. */
export function choice() {
  const kept = parameters();
  for (const name of ["lang", "step", "notes", "pace", "letters"]) kept.delete(name);
  kept.sort();
  return `${location.pathname}?${kept}`;
}

/** The parameters with changes; the first step and an empty value are left out. @param {{ step?: number, notes?: string, pace?: string }} changes */
export function parametersWith({ step = 1, ...others }) {
  const changed = parameters();
  for (const [name, value] of Object.entries({ step: step > 1 ? String(step) : "", ...others })) {
    if (value) changed.set(name, value);
    else changed.delete(name);
  }
  return String(changed);
}

/** @param {number} step @param {boolean} push whether Back leads to the step before */
export function write(step, push) {
  if (addressed() === step) return;
  const query = parametersWith({ step });
  const address = `${location.pathname}${query && "?"}${query}`;
  if (push) history.pushState({}, "", address);
  else history.replaceState(history.state, "", address);
}
