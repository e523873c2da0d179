import { hash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { ComfyClient } from '@darkroom/comfy-client'
import { DoorError } from '@darkroom/door-ports'
import { isJsonObject, type JsonObject } from '@darkroom/foundation'
import { toPlainJson, uniteDefinitions } from './united-definitions.ts'

export interface PoolClient {
  readonly name: string
  readonly client: Pick<ComfyClient, 'objectInfo' | 'models' | 'modelFolders'>
}

/** How long what servers said of their nodes is believed, in milliseconds; as in ComfyUI's own editor, a new model is seen after it. */
const believedMs = 30_000
/** Megabytes, made by a server that may load models meanwhile. */
const timeLimitMs = 30_000
/** How long one waits for news of what is known, in milliseconds: a server that hangs does not hold up who asks of another. */
const patienceMs = 3_000

export const noServer = (): DoorError =>
  new DoorError(503, 'comfyui_unavailable', 'No ComfyUI answers.', {
    hint: 'Start one; all goes on by itself then.',
    retryAfter: 5,
  })

interface Known {
  readonly at: number
  readonly definitions: JsonObject
  readonly version: string
}

export interface AllDefinitions {
  /** @throws DoorError 503 while no server ever answered */
  get(): Promise<JsonObject>
  /** Of what `get` answered last. */
  version(): string
}

/** `object_info` of all servers that answer, whole; asked for once by all who want it at a time. */
export function createAllDefinitions(
  clients: () => readonly PoolClient[],
  {
    now = () => performance.now(),
    patience = patienceMs,
  }: { readonly now?: () => number; readonly patience?: number } = {},
): AllDefinitions {
  let known: Known | undefined
  let asking: Promise<JsonObject> | undefined

  const ask = async (): Promise<JsonObject> => {
    const signal = AbortSignal.timeout(timeLimitMs)
    const answers = await Promise.allSettled(
      clients().map(async ({ client }) => toPlainJson(await client.objectInfo({ signal }))),
    )
    const told = answers.flatMap((answer) =>
      answer.status === 'fulfilled' && isJsonObject(answer.value) ? [answer.value] : [],
    )
    if (told.length === 0) {
      if (known !== undefined) return known.definitions
      throw noServer()
    }
    const definitions = uniteDefinitions(told)
    const version = hash('sha1', JSON.stringify(definitions), 'base64url')
    known = { at: now(), definitions, version }
    return definitions
  }

  return {
    async get() {
      if (known !== undefined && now() - known.at < believedMs) return known.definitions
      asking ??= ask().finally(() => {
        asking = undefined
      })
      if (known === undefined) return await asking
      const late = delay(patience, known.definitions, { ref: false })
      return await Promise.race([asking, late])
    },
    version: () => known?.version ?? '',
  }
}
