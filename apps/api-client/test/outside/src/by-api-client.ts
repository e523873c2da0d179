import { type App, createClient } from '@darkroom/api-client'
import { hc } from 'hono/client'
import { imageUrlOf, wishOf } from './wish.ts'

/** By our wrapper, and by Hono's own client with our type. */
export async function byApiClient(url: string): Promise<string> {
  const { api } = createClient(url)
  const accepted = await api.generate.$post({ json: wishOf('hc') })
  if (accepted.status !== 202) throw new Error((await accepted.json()).detail)
  const { request_id } = await accepted.json()
  const status = hc<App>(url).api.generate.status[':request_id']
  return imageUrlOf(async () => {
    const answer = await status.$get({ param: { request_id } })
    if (answer.status !== 200) throw new Error((await answer.json()).detail)
    return answer.json()
  })
}

/** The types know the routes: each of these must be an error. */
export const refused = (url: string) => {
  const { api } = createClient(url)
  // @ts-expect-error steps is a number
  void api.generate.$post({ json: { ...wishOf('nobody'), steps: 'twenty' } })
  // @ts-expect-error there is no such route
  void api.nothing.$get()
}
