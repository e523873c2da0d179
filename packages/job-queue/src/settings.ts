import { isDeepStrictEqual } from 'node:util'
import type { Json } from '@darkroom/foundation'
import { answer, type Command } from './command.ts'
import { InvalidJobError } from './errors.ts'
import { copyJson } from './spec.ts'

/** Settings are held in memory and written into every snapshot: many small ones, nothing large. */
const longestKey = 200
const mostBytes = 64 * 1024

const checkKey = (key: string): void => {
  if (key.length > 0 && key.length <= longestKey) return
  throw new InvalidJobError(
    `the key of a setting must have 1 to ${longestKey} characters, got ${key.length}`,
  )
}

/** Sets a value, or removes it with `undefined`. What is set already is not written again. */
export const settingCommand = (key: string, value: Json | undefined): Command<void> => {
  checkKey(key)
  const copied = value === undefined ? undefined : copyJson('setting', value, mostBytes).value
  const change = { type: 'setting-changed', key } as const
  return {
    keys: () => [`setting:${key}`],
    decide({ state }) {
      if (isDeepStrictEqual(state.settings.get(key), copied)) return answer(undefined)
      return answer(undefined, [copied === undefined ? change : { ...change, value: copied }])
    },
  }
}
