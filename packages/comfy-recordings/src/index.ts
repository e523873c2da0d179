import { readFileSync } from 'node:fs'
import { z } from 'zod'

const at = { at_ms: z.number() }

/** One thing that was said on the wire, in the order it was seen. `at_ms` counts from the start of the recording. */
export const recordedEventSchema = z.discriminatedUnion('kind', [
  z.object({
    ...at,
    kind: z.literal('request'),
    method: z.string(),
    path: z.string(),
    body: z.unknown().optional(),
    /** The parts of a form: its fields, and the name and size of each file. */
    multipart: z.unknown().optional(),
  }),
  z.object({
    ...at,
    kind: z.literal('response'),
    status: z.number(),
    content_type: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.unknown().optional(),
    text: z.string().optional(),
    base64: z.string().optional(),
  }),
  z.object({ ...at, kind: z.literal('ws-open'), socket: z.string(), client_id: z.string() }),
  z.object({ ...at, kind: z.literal('ws-send'), socket: z.string(), json: z.unknown() }),
  z.object({ ...at, kind: z.literal('ws-text'), socket: z.string(), json: z.unknown() }),
  z.object({
    ...at,
    kind: z.literal('ws-binary'),
    socket: z.string(),
    bytes: z.number(),
    head_hex: z.string(),
    base64: z.string().optional(),
  }),
  z.object({ ...at, kind: z.literal('ws-close'), socket: z.string(), code: z.number().nullish() }),
  z.object({ ...at, kind: z.literal('note'), text: z.string() }),
])
export type RecordedEvent = z.infer<typeof recordedEventSchema>

const recordingSchema = z.object({
  name: z.string(),
  about: z.string(),
  server: z.string(),
  events: z.array(recordedEventSchema),
})
export type Recording = z.infer<typeof recordingSchema>

/** Every recording of a server's behaviour; `object_info` is a document and has a function of its own. */
export const recordingNames = [
  'anonymous',
  'batch-of-two',
  'delete-pending',
  'execution-error',
  'fully-cached',
  'interrupt',
  'late-connect',
  'routes',
  'two-jobs',
  'txt2img',
  'txt2img-new-seed',
  'txt2img-no-flags',
  'validation-errors',
  'warm-up',
] as const
export type RecordingName = (typeof recordingNames)[number]

/** The releases of ComfyUI that were recorded. */
export const recordedVersions = ['0.8.0', '0.33.0'] as const
export type RecordedVersion = (typeof recordedVersions)[number]

/** What was recorded of the newer release only. */
export const newerRecordingNames = [
  'animated-png',
  'animated-webp',
  'hires-fix',
  'image-scale-by',
  'img2img',
  'img2img-missing',
  'img2img-not-image',
  'img2img-odd-size',
  'img2img-scaled',
  'inpaint-alpha',
  'inpaint-mask-file',
  'inpaint-mask-size',
  'inpaint-noise-mask',
  'inpaint-upload-mask',
  'jobs-api',
  'lora',
  'lora-broken',
  'preview-and-save',
  'preview-image',
  'preview-off-per-job',
  'prompt-ids',
  'routes-new',
  'two-saves',
  'uploads',
  'upscale-existing',
  'upscale-model',
] as const
export type NewerRecordingName = (typeof newerRecordingNames)[number]

const text = (version: RecordedVersion, name: string): string =>
  readFileSync(new URL(`../recordings/${version}/${name}.json`, import.meta.url), 'utf8')

const read = (version: RecordedVersion, name: string): Recording =>
  recordingSchema.parse(JSON.parse(text(version, name)))

export const readRecording = (name: RecordingName, version: RecordedVersion = '0.8.0'): Recording =>
  read(version, name)

export const readNewerRecording = (name: NewerRecordingName): Recording => read('0.33.0', name)

/** The whole `GET /object_info` of a server, as text, for it is to be read by the parser under test. */
export const readObjectInfoText = (version: RecordedVersion = '0.8.0'): string =>
  text(version, 'object_info')
