/** How many of the usual steps each quality takes. Every other word, `auto`, `medium` and `standard` among them, takes them as they are. */
const shares: ReadonlyMap<string, number> = new Map([
  ['low', 0.5],
  ['high', 1.5],
  ['hd', 1.5],
  ['xhigh', 2],
  ['max', 2],
])

/** Whether a quality changes nothing. */
export const isPlainQuality = (quality: string | undefined): boolean => !shares.has(quality ?? '')

/** Models that were distilled to paint with this many steps or fewer get no better with more, and much worse with less. */
const fewest = 8

/** The most steps that a picture can be asked for with. */
const most = 150

/** Steps for a quality; undefined where the usual ones are right, or not known. */
export function stepsOfQuality(
  quality: string | undefined,
  usual: number | undefined,
): number | undefined {
  const share = shares.get(quality ?? '')
  if (share === undefined || usual === undefined || usual <= fewest) return undefined
  return Math.min(most, Math.max(1, Math.round(usual * share)))
}
