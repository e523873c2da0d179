import { z } from 'zod'
import { faultSchema } from './faults/fault-schema.ts'
import type { CompleteFault, Fault } from './faults/fault-types.ts'
import { defaultModels, type Models, modelFolderNames } from './files/default-models.ts'
import { type ProfileName, profileNames } from './profiles.ts'

const names = z.array(z.string())

const modelsSchema: z.ZodType<Models, Partial<Models>> = z
  .partialRecord(z.enum(modelFolderNames), names.optional())
  .transform((given) => ({
    ...defaultModels,
    ...Object.fromEntries(Object.entries(given).filter(([, list]) => list !== undefined)),
  }))

const optionsSchema = z.strictObject({
  port: z.int().min(0).max(65_535).default(0),
  host: z.string().default('127.0.0.1'),
  profile: z.enum(profileNames).default('0.8.0'),
  stepsPerSecond: z.number().min(0).default(0),
  models: modelsSchema.prefault({}),
  brokenModels: names.default([]),
  outputDirectory: z.string().optional(),
  inputDirectory: z.string().optional(),
  previewMethod: z.enum(['none', 'latent2rgb']).default('none'),
  paint: z.enum(['full', 'plain']).default('full'),
  faults: z.array(faultSchema).default([]),
  windowsPaths: z.boolean().default(false),
  oracleLog: z.string().optional(),
  corsOrigin: z.string().min(1).optional(),
  customNodes: z.record(z.string(), z.unknown()).default({}),
})

export interface SimulatorOptions {
  /** The port; 0, the default, takes a free one. */
  readonly port?: number
  readonly host?: string
  /** The ComfyUI release to imitate; 0.8.0 unless given. */
  readonly profile?: ProfileName
  /** Sampler steps per second; 0, the default, is as fast as possible. */
  readonly stepsPerSecond?: number
  /** The model files by folder; a folder left out holds the default models. */
  readonly models?: Partial<Models>
  /** Models whose files are broken: loading them raises. */
  readonly brokenModels?: readonly string[]
  /** The folder for images, kept at the end. Default: a temporary folder that is removed with the simulator. */
  readonly outputDirectory?: string
  /** The folder of uploads and of LoadImage; kept and defaulted like `outputDirectory`. */
  readonly inputDirectory?: string
  /** `none` unless given; `extra_data.preview_method` overrides it for one job. */
  readonly previewMethod?: 'none' | 'latent2rgb'
  /** `full`, the default, composes landscapes; `plain` fills gradients in a millisecond. */
  readonly paint?: 'full' | 'plain'
  readonly faults?: readonly Fault[]
  /** Whether model names and subfolders have `\\`, as on a Windows server. */
  readonly windowsPaths?: boolean
  /**
   * The origin whose pages may read answers, or `*`, as `--enable-cors-header` says it; then no origin is refused. Unless given,
   * pages of other origins are.
   */
  readonly corsOrigin?: string
  /** The classes of installed node packs, as `/object_info` shows them; they run by the general rule. */
  readonly customNodes?: Readonly<Record<string, unknown>>
  /** A file that gets every entry of the oracle as a line of JSON before anybody can act on it. */
  readonly oracleLog?: string
}

export interface CompleteOptions
  extends Required<Omit<SimulatorOptions, 'models' | 'faults' | Optional>>,
    Pick<SimulatorOptions, Optional> {
  readonly models: Models
  readonly faults: readonly CompleteFault[]
}

type Optional = 'outputDirectory' | 'inputDirectory' | 'oracleLog' | 'corsOrigin'

/** Fills in the defaults; throws a ZodError that names the wrong option. */
export const parseOptions = (options: unknown): CompleteOptions => optionsSchema.parse(options)
