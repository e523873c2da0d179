import { setTimeout as delay } from 'node:timers/promises'
import type { FaultBox } from '../faults/faults.ts'
import { html, type Reply, serverError } from './reply.ts'

/** An answer, or the lack of one. */
export type Outcome = Reply | 'reset' | 'hang'

/** Whether a fault for `POST /prompt` or `/history` concerns this request. */
export const isRoute = (method: string, path: string): ((fault: { route: string }) => boolean) => {
  return ({ route }) => {
    const [first = '', second] = route.split(' ')
    const [wantedMethod, wantedPath] = second === undefined ? ['', first] : [first, second]
    if (wantedMethod !== '' && wantedMethod !== method) return false
    return (
      path === wantedPath || path.startsWith(wantedPath.replace(/\/?$/, '/')) || wantedPath === ''
    )
  }
}

/** The fault that replaces the answer at this moment, if any. */
export const answerFault = async (
  faults: FaultBox,
  moment: 'before' | 'after',
  isMeant: (fault: { route: string }) => boolean,
): Promise<Outcome | undefined> => {
  const isNow = (fault: { route: string; when: 'before' | 'after' }): boolean =>
    fault.when === moment && isMeant(fault)
  const slow = faults.take('delay', isNow)
  if (slow !== undefined) await delay(slow.ms)
  if (faults.take('reset', isNow) !== undefined) return 'reset'
  if (faults.take('hang', isNow) !== undefined) return 'hang'
  if (faults.take('server-error', isNow) !== undefined) return serverError('')
  if (faults.take('html', isNow) !== undefined) {
    return html('<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>', 502)
  }
  if (faults.take('wrong-json', isNow) !== undefined) {
    return {
      status: 200,
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: Buffer.from('{"unexpected": tru'),
    }
  }
  return undefined
}
