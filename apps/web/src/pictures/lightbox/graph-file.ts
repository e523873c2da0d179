import { fetchBytes } from '../../api/fetch-bytes.ts'
import { parseExactJson, toExactJson } from './exact-json.ts'

/**
 * The graph that made a picture, as a file for ComfyUI, with every digit of its seeds.
 * @throws ApiProblem
 */
export async function graphFile(id: string): Promise<Blob> {
  const answer = await fetchBytes(`/api/gallery/image/${id}/metadata`)
  const details = parseExactJson(await answer.text())
  const graph =
    typeof details === 'object' && details !== null && 'graph' in details ? details.graph : {}
  return new Blob([toExactJson(graph)], { type: 'application/json' })
}
