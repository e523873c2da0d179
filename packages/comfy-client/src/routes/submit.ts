import { z } from 'zod'
import type { ComfyClient } from '../comfy-client.ts'
import { ComfyResponseError, ComfyValidationError } from '../errors.ts'
import type { Http } from '../http/http.ts'
import { stringifyJson } from '../json/stringify-json.ts'
import { idText, lenientNumber } from '../read/lenient.ts'
import { describeErrors, readNodeErrors, readRefusal } from '../read/read-node-errors.ts'
import { toSubmittable } from './to-submittable.ts'

const submitted = z.object({ prompt_id: idText, number: lenientNumber, node_errors: z.unknown() })

export const createSubmit =
  ({ http, submitTimeoutMs }: { http: Http; submitTimeoutMs: number }): ComfyClient['submit'] =>
  async (prompt, options = {}) => {
    const { status, json } = await http.postJson('/api/prompt', toSubmittable(prompt), {
      ...options,
      timeoutMs: submitTimeoutMs,
      accept: [400],
      // A refusal may bring the lists of all models, for each node that names one.
      maxBytes: 16 * 2 ** 20,
      fresh: true,
    })
    const refusal = status === 400 ? readRefusal(json) : undefined
    if (refusal) {
      const { error, nodeErrors } = refusal
      throw new ComfyValidationError(describeErrors(error, nodeErrors), { error, nodeErrors })
    }
    const answer = submitted.safeParse(json)
    if (status !== 200 || !answer.success) {
      throw new ComfyResponseError(`/api/prompt answered ${status} with something unknown`, {
        status,
        body: (stringifySafely(json) ?? '').slice(0, 65_536),
      })
    }
    return {
      promptId: answer.data.prompt_id,
      number: answer.data.number,
      nodeErrors: readNodeErrors(answer.data.node_errors),
    }
  }

/** Stringifies a parsed value; undefined if that fails, as for NaN. */
function stringifySafely(json: unknown): string | undefined {
  try {
    return stringifyJson(json)
  } catch {
    return undefined
  }
}
