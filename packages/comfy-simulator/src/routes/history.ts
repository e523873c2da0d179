import type { Boot } from '../boot.ts'
import { encodeEntry } from '../execution/history.ts'
import { empty, json } from '../http/reply.ts'
import type { Route } from '../http/router.ts'
import { toInt } from '../python/convert.ts'
import { str } from '../python/repr.ts'
import { getList, isTrue } from '../python/value.ts'

const integer = (text: string | null): number | undefined =>
  text === null ? undefined : Number(toInt(text))

export const historyRoutes = (boot: () => Boot): readonly Route[] => [
  {
    method: 'GET',
    path: '/history',
    handle: ({ query }) => {
      const page = boot().history.page(
        integer(query.get('max_items')),
        integer(query.get('offset')) ?? -1,
      )
      return json(new Map(page.map(([id, entry]) => [id, encodeEntry(entry)])))
    },
  },
  {
    method: 'POST',
    path: '/history',
    handle: async (request) => {
      const body = await request.dict()
      const { history } = boot()
      if (isTrue(body.get('clear'))) history.clear()
      for (const id of getList(body, 'delete') ?? []) history.delete(str(id))
      return empty()
    },
  },
  {
    method: 'GET',
    path: '/history/{prompt_id}',
    handle: (request) => {
      const id = request.parameter('prompt_id')
      const entry = boot().history.get(id)
      return json(entry === undefined ? {} : { [id]: encodeEntry(entry) })
    },
  },
]
