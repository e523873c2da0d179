/** Twice the SDKs ask again unless they are told otherwise. */
const usualRetries = 2

/** By how much longer the SDKs are kept waiting: four and a half minutes, for Node's fetch gives up after five. */
const longer = 6

/** Which part of a client's own patience is used up. */
const share = 0.8

/**
 * Milliseconds until an answer begins whose picture is not there yet. The SDKs of OpenAI ask again by themselves, but only as
 * long as no answer has begun: so theirs begins late, where they have a try left and talk to us without a proxy in between,
 * which would give up long before.
 */
export function patienceFor(headers: Headers, usual: number): number {
  const tries = headers.get('x-stainless-retry-count')
  const isProxied = ['via', 'forwarded', 'x-forwarded-for'].some((name) => headers.has(name))
  if (tries === null || Number(tries) >= usualRetries || isProxied) return usual
  const seconds = Number(headers.get('x-stainless-timeout') ?? 0)
  const patient = usual * longer
  return seconds > 0 ? Math.min(patient, seconds * 1000 * share) : patient
}
