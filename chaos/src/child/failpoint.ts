import { setTimeout as delay } from 'node:timers/promises'

/**
 * `name[:nth][:action]`; the action is `kill` (the default), `freeze`, `delay` with milliseconds, or the code of an error.
 */
export interface FailpointSpec {
  readonly name: string
  readonly nth: number
  readonly action: string
}

export function parseFailpoint(text: string): FailpointSpec {
  const [name = '', nth = '1', action = 'kill'] = text.split(':')
  return { name, nth: Number(nth), action }
}

/** Passes `nth - 1` times and then acts once, as specified. */
export function createFailpoint(spec: FailpointSpec | undefined): (name: string) => Promise<void> {
  let passed = 0
  return async (name) => {
    if (spec === undefined || name !== spec.name) return
    passed += 1
    if (passed !== spec.nth) return
    if (spec.action === 'kill') process.kill(process.pid, 'SIGKILL')
    else if (spec.action === 'freeze') {
      console.log('frozen')
      process.kill(process.pid, 'SIGSTOP')
    } else if (spec.action.startsWith('delay'))
      await delay(Number(spec.action.slice('delay'.length)))
    else
      throw Object.assign(new Error(`${spec.action}: at ${name}`), {
        code: spec.action,
        syscall: 'write',
        path: name,
      })
  }
}
