import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing } from '@darkroom/foundation'
import { z } from 'zod'

/** The file in a gallery's folder that tells it from every other folder. */
export const markerName = '.darkroom-gallery.json'

export const markerPath = (root: string): string => join(root, markerName)

const markerSchema = z.object({ schema: z.literal('darkroom-gallery/1'), id: z.uuid() })

export const toMarkerText = (id: string): string =>
  `${JSON.stringify({ schema: 'darkroom-gallery/1', id }, null, 2)}\n`

/** The gallery's id by the text of its marker; undefined when it is none. */
export function readMarker(text: string | undefined): string | undefined {
  try {
    return markerSchema.safeParse(JSON.parse(text ?? '')).data?.id
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The text of the marker in this folder; undefined when there is none. */
export async function readMarkerFile(root: string): Promise<string | undefined> {
  try {
    return await readFile(markerPath(root), 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
