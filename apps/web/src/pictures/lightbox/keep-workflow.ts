import { toApiProblem } from '../../api/answer.ts'
import { toUrl } from '../../api/base.ts'
import { token } from '../../api/token.ts'

const authorization = (): Record<string, string> => {
  const value = token.get()
  return value === undefined ? {} : { authorization: `Bearer ${value}` }
}

async function checked(answer: Response): Promise<Response> {
  if (answer.ok) return answer
  throw toApiProblem(answer.status, await answer.json().catch(() => undefined))
}

/**
 * Keeps the workflow that a picture carries. The file itself is sent, for it has what the editor saved and every digit of a seed.
 * @throws ApiProblem
 */
export async function keepWorkflow(
  imageUrl: string,
  name: string,
): Promise<{ readonly name: string }> {
  const headers = authorization()
  const file = await checked(await fetch(toUrl(imageUrl), { headers }))
  const target = `/api/workflows?${new URLSearchParams({ name })}`
  const kept = await checked(
    await fetch(toUrl(target), {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: await file.blob(),
    }),
  )
  const { name: keptName }: { name: string } = await kept.json()
  return { name: keptName }
}
