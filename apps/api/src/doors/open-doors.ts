import { join } from 'node:path'
import { createA1111Api } from '@darkroom/a1111-api'
import { createComfyApiV2 } from '@darkroom/comfy-api-v2'
import type { Door, House } from '@darkroom/door-ports'
import { createMcpServer } from '@darkroom/mcp-server'
import { createOpenAiImages } from '@darkroom/openai-images'
import type { Config } from '../config/config-schema.ts'
import type { DoorName } from './door-names.ts'
import { openFileKeep } from './file-keep.ts'

export type DoorSettings = Pick<Config, 'DEFAULT_MODEL' | 'MCP_WORKFLOW_TOOLS'>

type Create = (house: House, settings: DoorSettings) => Door

/** Makes a door of the house, by the name that `DOORS` has. */
const creators: Partial<Readonly<Record<DoorName, Create>>> = {
  openai: (house, { DEFAULT_MODEL: defaultModel }) => createOpenAiImages(house, { defaultModel }),
  a1111: (house) => createA1111Api(house),
  'comfy-api': (house) => createComfyApiV2(house),
  mcp: (house, { DEFAULT_MODEL: defaultModel, MCP_WORKFLOW_TOOLS: workflowTools }) =>
    createMcpServer(house, { defaultModel, workflowTools }),
}

export interface OpenDoorsOptions {
  readonly house: Omit<House, 'keep'>
  /** Those that are open. */
  readonly names: readonly DoorName[]
  /** Folder of what doors keep. */
  readonly directory: string
  readonly settings: DoorSettings
}

/** Opens doors, each with what it kept. */
export async function openDoors({
  house,
  names,
  directory,
  settings,
}: OpenDoorsOptions): Promise<readonly Door[]> {
  const doors: Door[] = []
  for (const name of names) {
    const create = creators[name]
    if (create === undefined) continue
    const keep = await openFileKeep(join(directory, `${name}.json`))
    doors.push(create({ ...house, keep }, settings))
  }
  return doors
}
