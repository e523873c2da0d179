import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ListedHost, readListedHost } from '@darkroom/input-pictures'
import { createSceneProducer, SceneProducerSpecError } from '@darkroom/scene-producer'
import { z } from 'zod'
import { doorNames } from '../doors/door-names.ts'
import { isIpRange } from '../security/ip-range.ts'
import { readWebhookHost, type WebhookHost } from '../webhooks/webhook-hosts.ts'
import { isSecret } from '../webhooks/webhook-secrets.ts'
import { defaultStatePath } from './default-state-path.ts'

const list = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

const path = z
  .string()
  .min(1, 'must not be empty')
  .transform((value) =>
    resolve(value === '~' || value.startsWith('~/') ? join(homedir(), value.slice(1)) : value),
  )

const ranges = (example: string) =>
  z
    .string()
    .transform(list)
    .pipe(z.array(z.string().refine(isIpRange, `must be addresses or ranges like ${example}`)))
    .default([])

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'], 'must be true or false')
  .transform((value) => value === 'true' || value === '1' || value === 'yes')

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be between ${min} and ${max}`)

/** `http://host:port[/base]`, without credentials: they would end up in logs and sidecars. */
const serverUrl = z
  .string()
  .superRefine((value, context) => {
    const message = serverUrlProblem(value)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })
  .transform((value) => value.replace(/\/+$/, ''))

const serverUrlProblem = (value: string): string | undefined => {
  const url = URL.parse(value)
  if (url === null || !/^https?:$/.test(url.protocol) || !/^https?:\/\/[^/]/i.test(value)) {
    return 'must be http:// or https:// URLs such as http://127.0.0.1:8188'
  }
  const { username, password, search, hash } = url
  const isBare = [username, password, search, hash].every((part) => part === '')
  return isBare ? undefined : 'must not have user names, passwords, queries or fragments'
}

/** Scheme, host and port, as a browser sends it: no path, no wildcard. */
const origin = z.string().refine((value) => {
  const url = URL.parse(value)
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value
}, 'must be origins such as http://localhost:5173, without path or wildcard')

const sceneProducer = z.string().superRefine((value, context) => {
  try {
    createSceneProducer(value)
  } catch (error) {
    if (!(error instanceof SceneProducerSpecError)) throw error
    context.addIssue({ code: 'custom', message: error.message })
  }
})

const hostName = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, 'must be host names without scheme or port')
  .transform((value) => value.toLowerCase())

/** Names of doors; `none` for none of them. */
const doors = z
  .string()
  .transform(list)
  .transform((names) => (names.join() === 'none' ? [] : names))
  .pipe(z.array(z.enum(doorNames, `must be of ${doorNames.join(', ')}, or none`)))
  .transform((names) => [...new Set(names)])

/** `name` or `name:port`, as URLs spell them. */
const urlHost = z.string().transform((value, context): ListedHost => {
  const host = readListedHost(value)
  if (host !== undefined) return host
  context.addIssue({
    code: 'custom',
    message:
      'must be host names such as pictures.example, with a port where it is not 443; no addresses, no wildcards',
  })
  return z.NEVER
})

const webhookHost = z.string().transform((value, context): WebhookHost => {
  const host = readWebhookHost(value)
  if (host !== undefined) return host
  context.addIssue({
    code: 'custom',
    message:
      'must be host names such as hooks.example, with a port where it is not 443, or http://localhost:port for a program on this machine; no other addresses, no wildcards',
  })
  return z.NEVER
})

/** `files`, or the address of a database, with `?schema=` for one that is not `darkroom`. */
const queueAddress = z.string().refine((value) => {
  if (value === 'files') return true
  const url = /^postgres(ql)?:\/\//.test(value) ? URL.parse(value) : null
  return url !== null && url.hostname !== '' && url.pathname.length > 1
}, 'must be files, or an address such as postgres://user:password@host:5432/database')

/** Every setting with its form and default. Keys are the names of the environment variables. */
export const configSchema = z.object({
  /** Address to listen on. */
  BACKEND_HOST: z.string().min(1, 'must not be empty').default('0.0.0.0'),
  /** Port to listen on; 0 takes any free one. */
  BACKEND_PORT: wholeNumber(0, 65_535).default(8000),
  /** Address of one ComfyUI, or of several separated by commas. */
  COMFYUI_API_URL: z
    .string()
    .transform(list)
    .pipe(z.array(serverUrl).min(1, 'must name at least one server'))
    .refine((urls) => new Set(urls).size === urls.length, 'names a server twice')
    .default(['http://localhost:8188']),
  /** Web pages that may call this API. */
  CORS_ORIGINS: z.string().transform(list).pipe(z.array(origin)).default(['http://localhost:5173']),
  /** Folder tree of images; created if missing. */
  GALLERY_STORAGE_PATH: path.default(() => join(homedir(), 'images', 'outputs')),
  /** Folder of journal, index and caches. */
  STATE_PATH: path.default(() => defaultStatePath()),
  /** Where the queue is kept: `files`, in `STATE_PATH`, or `postgres://user:password@host/database`, which several processes can share. */
  QUEUE: queueAddress.default('files'),
  /** Seconds without a word in a shared queue after which this process lets go of its work, and soon after the others take it over. */
  MEMBER_LEASE_SECONDS: wholeNumber(2, 3600).default(15),
  /** Folder of what several processes share besides the gallery: uploads, drafts, sessions, what doors keep. Default: `STATE_PATH`. */
  SHARED_STATE_PATH: path.optional(),
  /** How the gallery's folder is followed: `auto` watches where the file system tells of changes, and else looks now and then. */
  GALLERY_WATCH: z.enum(['auto', 'watch', 'poll'], 'must be auto, watch or poll').default('auto'),
  /** Additional names of this server, besides localhost and IP addresses. */
  ALLOWED_HOSTS: z.string().transform(list).pipe(z.array(hostName)).default([]),
  /** Additional address ranges whose clients are let in, such as 100.64.0.0/10 for Tailscale. */
  ALLOWED_CLIENTS: ranges('100.64.0.0/10'),
  /** Lets clients with public addresses in. */
  ALLOW_PUBLIC_CLIENTS: flag.default(false),
  /** Addresses and ranges of proxies whose `X-Forwarded-For`, `-Proto` and `-Host` are believed. */
  TRUSTED_PROXIES: ranges('127.0.0.1 or 10.0.0.0/8'),
  /** Token that every request must carry as `Authorization: Bearer <token>`, when set. */
  API_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  /** Producer of a story's prompts: unset, `openai:URL#MODEL` or `command:…`. */
  SCENE_PRODUCER: sceneProducer.optional(),
  /** Bearer token for `openai:` producers that want one. */
  SCENE_PRODUCER_API_KEY: z.string().optional(),
  /** Limit of a generation, after which it is stopped, on the server too. */
  GENERATION_TIMEOUT_SECONDS: wholeNumber(1, 86_400).default(300),
  /** Longest wait of a graceful stop for answers under way. */
  SHUTDOWN_GRACE_SECONDS: wholeNumber(0, 3600).default(10),
  /** Most waiting jobs; more are refused with 503, or with 413 what could never fit. */
  QUEUE_LIMIT: wholeNumber(1, 100_000).default(50_000),
  /** Most waiting jobs of one client, told by its address; more are refused with 429. Default: half. */
  QUEUE_LIMIT_PER_CLIENT: wholeNumber(1, 100_000).optional(),
  /** MiB of what waiting jobs are to do, beyond which no more are taken; half of it for one client. */
  QUEUE_LIMIT_MB: wholeNumber(1, 1_000_000).default(256),
  /** Most open event streams; more are refused with 503. */
  EVENT_STREAM_LIMIT: wholeNumber(1, 100_000).default(1000),
  /** Most open event streams of one client, told by its address; more are refused with 503. Default: half. */
  EVENT_STREAM_LIMIT_PER_CLIENT: wholeNumber(1, 100_000).optional(),
  /** MiB free on the gallery's disk below which prompts are refused with 507; accepted ones can still end. */
  MIN_FREE_MB: wholeNumber(0, 1_000_000_000).default(512),
  /** MiB of all uploads together; more are refused with 507. */
  UPLOAD_LIMIT_MB: wholeNumber(1, 1_000_000_000).default(4096),
  /** MiB of one uploaded file; a larger one is refused with 413. */
  UPLOAD_FILE_LIMIT_MB: wholeNumber(1, 1_000_000_000).default(512),
  /** Hosts from which a picture may be fetched by its https URL. */
  INPUT_URL_HOSTS: z.string().transform(list).pipe(z.array(urlHost)).default([]),
  /** Hosts to which webhooks may be sent, by https or to `http://localhost:port`. Default: none, and no webhooks. */
  WEBHOOK_HOSTS: z.string().transform(list).pipe(z.array(webhookHost)).default([]),
  /** Signs webhooks that have no secret of their own. Several while it is changed: the newest first. */
  WEBHOOK_SECRET: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter((item) => item !== ''))
    .pipe(
      z.array(z.string().refine(isSecret, 'must be whsec_ and 24 to 64 bytes in base64')).max(4),
    )
    .default([]),
  /** Dialects of other programs that are spoken. */
  DOORS: doors.default([...doorNames]),
  /** Port of its own at which we are a ComfyUI; 0 takes any free one. Default: none. */
  COMFYUI_DOOR_PORT: wholeNumber(0, 65_535).optional(),
  /** Model of those who name none, or one that only others have, such as `gpt-image-1`. Default: the first. */
  DEFAULT_MODEL: z.string().min(1, 'must not be empty').optional(),
  /** Whether each workflow of the folder is a tool of its own for MCP. */
  MCP_WORKFLOW_TOOLS: flag.default(false),
  /** Queues prompts even while no ComfyUI can be reached. */
  ACCEPT_WHILE_DOWN: flag.default(false),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

export type Config = Readonly<z.infer<typeof configSchema>>
