import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { openSharedFile } from '../shared/shared-file.ts'
import { createSessions, type SessionKeeper, type SessionState, type Sessions } from './sessions.ts'
import type { Access } from './token-guard.ts'

const stateSchema = z.object({
  key: z.string().regex(/^[\w-]{43}$/),
  ended: z.array(z.object({ id: z.string(), expiresMs: z.number() })),
})

/** What is kept; undefined where nothing is, or nothing that can be used. */
function parse(text = ''): SessionState | undefined {
  try {
    return stateSchema.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Sessions that outlive a restart and are those of all processes that share the file, by a key in it that only we may read. A file
 * that is lost or broken costs nobody more than opening a session anew.
 */
export async function openSessions(path: string, token: string): Promise<Sessions> {
  const file = openSharedFile(path, { parse, format: (state) => JSON.stringify(state) })
  const fresh = { key: randomBytes(32).toString('base64url'), ended: [] }
  // Whoever comes first writes its key, and the others take that one.
  if (file.current() === undefined) await file.change((present) => present ?? fresh)
  const keeper: SessionKeeper = {
    current: () => file.current() ?? fresh,
    change: (change) => file.change((present) => change(present ?? fresh)),
  }
  return createSessions(keeper, { token })
}

/** What lets clients with the token in, and keeps its sessions in a folder. */
export const openAccess = async (directory: string, token: string): Promise<Access> => ({
  token,
  sessions: await openSessions(join(directory, 'sessions.json'), token),
})
