/** The pictures that are selected, by their ids, and the place from which a range is drawn. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly anchor: number | undefined
}

export const nothingSelected: Selection = { ids: new Set(), anchor: undefined }

/** Selects a picture, or takes it out. */
export function toggled({ ids }: Selection, id: string, place: number): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: place }
}

/** With all of these besides; the anchor stays, so that the next range begins there too. */
export const withAll = ({ ids, anchor }: Selection, more: Iterable<string>): Selection => ({
  ids: new Set([...ids, ...more]),
  anchor,
})

/** Without these, such as those that were deleted. */
export const without = ({ ids, anchor }: Selection, gone: Iterable<string>): Selection => {
  const next = new Set(ids)
  for (const id of gone) next.delete(id)
  return { ids: next, anchor: next.size === 0 ? undefined : anchor }
}

/** The places from `anchor` to `place`, both of them among them. */
export const rangeOf = (
  anchor: number,
  place: number,
): { readonly start: number; readonly count: number } => ({
  start: Math.min(anchor, place),
  count: Math.abs(anchor - place) + 1,
})
