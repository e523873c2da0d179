import { z } from 'zod'
import type { Features, ModelFile, ModelFolder, SystemStats } from '../server-facts.ts'
import {
  jsonObject,
  lenientList,
  lenientNumber,
  lenientText,
  lenientTexts,
  optionalNumber,
  optionalText,
} from './lenient.ts'

const systemSchema = z.object({
  os: lenientText,
  comfyui_version: optionalText,
  python_version: lenientText,
  pytorch_version: lenientText,
  ram_total: lenientNumber,
  ram_free: lenientNumber,
  argv: lenientTexts,
})

const deviceSchema = z
  .object({
    name: lenientText,
    type: lenientText,
    index: optionalNumber,
    vram_total: lenientNumber,
    vram_free: lenientNumber,
    torch_vram_total: lenientNumber,
    torch_vram_free: lenientNumber,
  })
  .transform((device) => ({
    name: device.name,
    type: device.type,
    index: device.index,
    vramTotal: device.vram_total,
    vramFree: device.vram_free,
    torchVramTotal: device.torch_vram_total,
    torchVramFree: device.torch_vram_free,
  }))

export function readSystemStats(json: unknown): SystemStats {
  const raw = jsonObject.parse(json)
  const system = systemSchema.parse(jsonObject.parse(raw.system))
  return {
    system: {
      os: system.os,
      comfyuiVersion: system.comfyui_version,
      pythonVersion: system.python_version,
      pytorchVersion: system.pytorch_version,
      ramTotal: system.ram_total,
      ramFree: system.ram_free,
      argv: system.argv,
    },
    devices: lenientList(deviceSchema).parse(raw.devices),
    raw,
  }
}

export function readFeatures(json: unknown): Features {
  const raw = jsonObject.parse(json)
  return {
    supportsPreviewMetadata: raw.supports_preview_metadata === true,
    maxUploadSize: optionalNumber.parse(raw.max_upload_size),
    raw,
  }
}

const queueRemaining = z.object({ exec_info: z.object({ queue_remaining: z.number() }) })

/** Reads the answer of `GET /prompt` or the socket's `status`. */
export const readQueueRemaining = (json: unknown): number | undefined =>
  queueRemaining.safeParse(json).data?.exec_info.queue_remaining

const folderSchema = z.object({ name: z.string(), folders: lenientTexts })

export const readModelFolders = (json: unknown): readonly ModelFolder[] =>
  lenientList(folderSchema).parse(json)

const fileSchema = z
  .object({
    name: z.string(),
    pathIndex: lenientNumber,
    size: lenientNumber,
    modified: lenientNumber,
    created: lenientNumber,
  })
  .transform(({ name, pathIndex, size, modified, created }) => ({
    name,
    pathIndex,
    size,
    modifiedAt: modified * 1000,
    createdAt: created * 1000,
  }))

export const readModelFiles = (json: unknown): readonly ModelFile[] =>
  lenientList(fileSchema).parse(json)
