import { Hono } from 'hono'
import type { FacadeHouse } from '../facade-house.ts'
import { json } from '../http/json.ts'
import { readBody } from '../http/read-body.ts'
import { noteOf } from '../ids/facade-note.ts'
import { queueRemaining } from '../queue/queue-remaining.ts'
import type { UploadNames } from '../uploads/upload-names.ts'
import { PromptRefusal } from './prompt-refusal.ts'
import { readPrompt } from './read-prompt.ts'
import { submitPrompt } from './submit-prompt.ts'

/** Characters of a prompt: its graph may be half a million, and the workflow of the editor beside it is larger. */
const mostCharacters = 16 * 2 ** 20

/** `POST /prompt`, and `GET /prompt`, by which clients ask whether we live. */
export function promptRoutes(house: FacadeHouse, names: UploadNames): Hono {
  const app = new Hono()
  let next: number | undefined
  const takeNumber = (): number => {
    const number = next ?? highestNumber(house) + 1
    next = number + 1
    return number
  }
  app.get('/prompt', () => json({ exec_info: { queue_remaining: queueRemaining(house.servers) } }))
  app.post('/prompt', async (c) => {
    try {
      const asked = readPrompt(await readBody(c, mostCharacters))
      const caller = house.callerOf(c)
      const taken = await submitPrompt(asked, { house, names }, { caller, takeNumber })
      return json({ ...taken, node_errors: {} })
    } catch (error) {
      if (!(error instanceof PromptRefusal)) throw error
      return json({ error: error.body, node_errors: error.nodeErrors }, { status: 400 })
    }
  })
  return app
}

/** Numbers go on after those of a former run. */
const highestNumber = ({ jobs }: FacadeHouse): number =>
  jobs
    .list({ limit: 100 })
    .jobs.reduce((highest, job) => Math.max(highest, Math.abs(noteOf(job)?.number ?? 0)), 0)
