import { parseArgs } from 'node:util'

export const help = `darkroom-convert: ComfyUI workflows as prompts for POST /prompt

  darkroom-convert FILE… --object-info FILE [--object-info FILE]

FILE is what ComfyUI's editor saves or exports, or a picture, video or sound that ComfyUI made.

  --object-info FILE  the answer of GET /object_info of the server that will run it, or a part of it;
                      may be repeated, and the first that has a class is believed
  --partial           print what could be converted although something stands against running it
  --help

One file gives its prompt; several give a line {"file", "prompt"} or {"file", "error"} each.
The status is 0 when all were converted, 1 when some were not, 2 when the call is wrong.
`

export interface CommandLine {
  readonly files: readonly string[]
  readonly objectInfo: readonly string[]
  readonly isPartial: boolean
  readonly isHelp: boolean
}

/** Throws a TypeError for an argument that there is not. */
export function parseArguments(args: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'object-info': { type: 'string', multiple: true, default: [] },
      partial: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    files: positionals,
    objectInfo: values['object-info'],
    isPartial: values.partial,
    isHelp: values.help,
  }
}
