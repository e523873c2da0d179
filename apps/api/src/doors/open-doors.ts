import { join } from 'node:path'
import { createComfyApiV2 } from '@darkroom/comfy-api-v2'
import type { Door, House, Keep } from '@darkroom/door-ports'
import type { DoorName } from './door-names.ts'
import { openFileKeep } from './file-keep.ts'

type Create = (house: House) => Door

/** Makes a door of the house, by the name that `DOORS` has. */
const creators: Partial<Readonly<Record<DoorName, Create>>> = {
  'comfy-api': createComfyApiV2,
}

export interface OpenDoorsOptions {
  readonly house: Omit<House, 'keep'>
  /** Those that are open. */
  readonly names: readonly DoorName[]
  /** Folder of what doors keep. */
  readonly directory: string
}

/** Opens doors, each with what it kept. */
export async function openDoors({
  house,
  names,
  directory,
}: OpenDoorsOptions): Promise<readonly Door[]> {
  const doors: Door[] = []
  for (const name of names) {
    const create = creators[name]
    if (create === undefined) continue
    const keep: Keep = await openFileKeep(join(directory, `${name}.json`))
    doors.push(create({ ...house, keep }))
  }
  return doors
}
