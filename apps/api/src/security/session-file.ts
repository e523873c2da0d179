import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing, writeAtomically } from '@darkroom/foundation'
import { z } from 'zod'
import { createSessions, type SessionState, type Sessions } from './sessions.ts'
import type { Access } from './token-guard.ts'

const stateSchema = z.object({
  key: z.string().regex(/^[\w-]{43}$/),
  ended: z.array(z.object({ id: z.string(), expiresMs: z.number() })),
})

/** What is kept; undefined when there is nothing, or nothing that can be used. */
async function readState(path: string): Promise<SessionState | undefined> {
  try {
    return stateSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Sessions that outlive a restart, by a key in a file that only we may read. A file that is lost or broken costs nobody
 * more than opening a session anew.
 */
export async function openSessions(path: string, token: string): Promise<Sessions> {
  const save = (state: SessionState): Promise<void> =>
    writeAtomically(path, JSON.stringify(state), { mode: 0o600 })
  const kept = await readState(path)
  const state = kept ?? { key: randomBytes(32).toString('base64url'), ended: [] }
  if (kept === undefined) await save(state)
  return createSessions(state, { token, save })
}

/** What lets clients with the token in, and keeps its sessions in the folder for state. */
export const openAccess = async (stateDirectory: string, token: string): Promise<Access> => ({
  token,
  sessions: await openSessions(join(stateDirectory, 'sessions.json'), token),
})
