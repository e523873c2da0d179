import { parseArgs } from 'node:util'
import { defaultModels, familyModels, type Models } from '../files/default-models.ts'

const help = `comfy-simulator: a ComfyUI without a GPU

  --port NUMBER               8188
  --host ADDRESS              127.0.0.1
  --profile VERSION           0.3.64, 0.8.0 (default), 0.33.0 or 0.38.1
  --steps-per-second NUMBER   10; 0 is as fast as it can
  --output-directory FOLDER   kept; without it a temporary folder
  --input-directory FOLDER    the same for uploads
  --preview-method METHOD     none or latent2rgb (default)
  --paint full|plain          full (default) composes pictures, plain fills gradients
  --checkpoint NAME           instead of the default checkpoints; may be repeated
  --lora NAME                 the same for loras
  --family-models             checkpoints and loras of every model family besides
  --broken-model NAME         loading it raises; may be repeated
  --windows-paths             model names and subfolders with backslashes
  --enable-cors-header ORIGIN pages of this origin, or of any with *, may read answers
  --oracle-log FILE           one line of JSON for everything that happens to a job
  --fault KIND[,NAME=VALUE]…  e.g. reset,route=POST /prompt,when=after,times=2; may be repeated
  --help
`

/** Parses `kind,name=value,name=value`. */
const parseFaultText = (text: string): Record<string, string> => {
  const [kind = '', ...settings] = text.split(',')
  const pairs = settings.map((setting) => {
    const at = setting.indexOf('=')
    if (at === -1) throw new TypeError(`--fault ${text}: '${setting}' is not NAME=VALUE`)
    return [setting.slice(0, at).trim(), setting.slice(at + 1).trim()]
  })
  return { kind, ...Object.fromEntries(pairs) }
}

const number = (flag: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || Number.isNaN(value))
    throw new TypeError(`--${flag} ${text}: not a number`)
  return value
}

/** The models asked for; named ones stand for all of their folder. */
const modelsOf = (values: {
  checkpoint?: string[]
  lora?: string[]
  'family-models': boolean
}): Partial<Models> => {
  const { checkpoints, loras } = values['family-models'] ? familyModels : defaultModels
  return { checkpoints: values.checkpoint ?? checkpoints, loras: values.lora ?? loras }
}

/** Parses the command line into options that `createSimulator` checks. Throws a TypeError for an argument it cannot read. */
export const parseArguments = (
  args: readonly string[],
): { help: string | undefined; options: Record<string, unknown> } => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8188' },
      host: { type: 'string' },
      profile: { type: 'string' },
      'steps-per-second': { type: 'string', default: '10' },
      'output-directory': { type: 'string' },
      'input-directory': { type: 'string' },
      'preview-method': { type: 'string', default: 'latent2rgb' },
      paint: { type: 'string' },
      checkpoint: { type: 'string', multiple: true },
      lora: { type: 'string', multiple: true },
      'family-models': { type: 'boolean', default: false },
      'broken-model': { type: 'string', multiple: true },
      'windows-paths': { type: 'boolean' },
      'enable-cors-header': { type: 'string' },
      'oracle-log': { type: 'string' },
      fault: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  })
  return {
    help: values.help === true ? help : undefined,
    options: {
      port: number('port', values.port),
      host: values.host,
      profile: values.profile,
      stepsPerSecond: number('steps-per-second', values['steps-per-second']),
      outputDirectory: values['output-directory'],
      inputDirectory: values['input-directory'],
      previewMethod: values['preview-method'],
      paint: values.paint,
      models: modelsOf(values),
      brokenModels: values['broken-model'],
      windowsPaths: values['windows-paths'],
      corsOrigin: values['enable-cors-header'],
      oracleLog: values['oracle-log'],
      faults: values.fault?.map(parseFaultText),
    },
  }
}
