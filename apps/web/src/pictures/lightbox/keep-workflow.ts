import { fetchBytes } from '../../api/fetch-bytes.ts'

/**
 * Keeps the workflow that a picture carries. The file itself is sent, for it has what the editor saved and every digit of a seed.
 * @throws ApiProblem
 */
export async function keepWorkflow(
  imageUrl: string,
  name: string,
): Promise<{ readonly name: string }> {
  const file = await fetchBytes(imageUrl)
  const kept = await fetchBytes(`/api/workflows?${new URLSearchParams({ name })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: await file.blob(),
  })
  const { name: keptName }: { name: string } = await kept.json()
  return { name: keptName }
}
