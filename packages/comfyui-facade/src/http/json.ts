/** An answer in JSON, in which integers beyond 2^53 keep their digits. */
export const json = (
  value: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  })

/** ComfyUI answers so where there is nothing to say. */
export const empty = (status = 200, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers })
