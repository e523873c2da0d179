/** How the server is to make a contact sheet; what is null is as it is best. */
export interface SheetOptions {
  readonly columns: number | null
  /** The side of a cell, in pixels. */
  readonly cell: number | null
}

const withQuery = (path: string, query: Readonly<Record<string, number | null>>): string => {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === null ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

export const sheetAddress = (id: string, { columns, cell }: SheetOptions): string =>
  withQuery(`/api/sequence/${id}/contact-sheet.webp`, { columns, cell })

/** `seconds` of each frame. */
export const showAddress = (id: string, seconds: number): string =>
  withQuery(`/api/sequence/${id}/slideshow.webp`, { frame_ms: Math.round(seconds * 1000) })

export const archiveAddress = (id: string): string => `/api/sequence/${id}/archive`

/** The name of a file that is made of a sequence. */
export const fileNameOf = (what: string, id: string): string => `${what}_${id.slice(0, 8)}.webp`
