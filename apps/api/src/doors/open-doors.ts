import { join } from 'node:path'
import { createA1111Api } from '@darkroom/a1111-api'
import { createComfyApiV2 } from '@darkroom/comfy-api-v2'
import { createComfyuiFacade } from '@darkroom/comfyui-facade'
import type { Door, House } from '@darkroom/door-ports'
import { createMcpServer } from '@darkroom/mcp-server'
import { createOpenAiImages } from '@darkroom/openai-images'
import { upgradeWebSocket } from '@hono/node-server'
import type { Config } from '../config/config-schema.ts'
import type { DoorName } from './door-names.ts'
import { facadePath } from './facade-path.ts'
import { openFileKeep } from './file-keep.ts'

export type DoorSettings = Pick<Config, 'DEFAULT_MODEL' | 'MCP_WORKFLOW_TOOLS'>

type Create = (house: House, settings: DoorSettings) => Door

/** Makes a door of the house, by the name that `DOORS` has. */
const creators: Readonly<Record<DoorName, Create>> = {
  openai: (house, { DEFAULT_MODEL: defaultModel }) => createOpenAiImages(house, { defaultModel }),
  a1111: (house, { DEFAULT_MODEL: defaultModel }) => createA1111Api(house, { defaultModel }),
  comfyui: (house) => createComfyuiFacade(house, { basePath: facadePath, upgradeWebSocket }),
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
export function openDoors({
  house,
  names,
  directory,
  settings,
}: OpenDoorsOptions): readonly Door[] {
  return names.map((name) => {
    const keep = openFileKeep(join(directory, `${name}.json`))
    return creators[name]({ ...house, keep }, settings)
  })
}
