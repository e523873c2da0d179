import type { JsonObject } from '@darkroom/comfy-client'
import { isRecord, parseExactJson } from '@darkroom/foundation'
import { z } from 'zod'

/** The tag sent with each prompt in its `extra_data`; the server keeps it in queue and history. */
export interface OwnerTag {
  readonly owner: string
  readonly jobId: string
  readonly attempt: number
}

/**
 * `extra_data` of a prompt. Asks for previews: servers make them only by their own setting or on request
 * (`preview_method`, ComfyUI ≥ 0.8).
 */
export const toExtraData = (tag: OwnerTag, pngInfo?: string): JsonObject => ({
  darkroom: { ...tag },
  preview_method: 'latent2rgb',
  ...(pngInfo !== undefined && { extra_pnginfo: exactObject(pngInfo) }),
})

const exactObject = (text: string): JsonObject =>
  z.custom<JsonObject>(isRecord).parse(parseExactJson(text))

/** The job that a prompt belongs to; undefined for everybody else's. */
function jobOf(extraData: JsonObject, owner: string): string | undefined {
  const tag = extraData.darkroom
  return isRecord(tag) && tag.owner === owner && typeof tag.jobId === 'string'
    ? tag.jobId
    : undefined
}

interface Tagged {
  readonly promptId: string
  readonly extraData: JsonObject
}

/** Prompts that bear our tag but belong to no live attempt of ours. Foreign prompts are never among them. */
export const orphansAmong = (
  prompts: readonly Tagged[],
  owner: string,
  isLive: (jobId: string, promptId: string) => boolean,
): readonly string[] => [
  ...new Set(
    prompts
      .filter(({ promptId, extraData }) => {
        const jobId = jobOf(extraData, owner)
        return jobId !== undefined && !isLive(jobId, promptId)
      })
      .map(({ promptId }) => promptId),
  ),
]
