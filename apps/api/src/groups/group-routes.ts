import type { AcceptedGroup, GroupKind, GroupViews, SeedMode } from '@darkroom/generation'
import type { RouteConfig, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { sendZip, zip } from '../gallery/send-zip.ts'
import { toMembers } from '../gallery/zip-members.ts'
import { acceptOptions, acceptParameters, replayed } from '../generate/accept-options.ts'
import { isEnded } from '../generate/is-ended.ts'
import type { JobSources } from '../generate/to-job.ts'
import {
  eventStream,
  followQuery,
  json,
  lastEventIdHeader,
  nothingMore,
  optionalBody,
} from '../http/content.ts'
import type { AppEnv } from '../http/env.ts'
import { pageQuery } from '../http/fields.ts'
import { acceptProblems, conflict, invalid, missing } from '../http/responses.ts'
import { sendEvents, sendRest } from '../http/sse.ts'
import { filesOfJob } from '../outputs/files-of-job.ts'
import { groupMessages } from './group-messages.ts'
import { type JobsPage, jobsParameters, mostJobsInList, readFrom } from './group-schemas.ts'
import { knownGroup } from './known-group.ts'

export interface GroupServices extends JobSources {
  readonly config: { readonly GALLERY_STORAGE_PATH: string }
  readonly stopping: AbortSignal
}

/** A schema, and the function that makes what it describes. */
interface Shown<From extends readonly unknown[], To extends object> {
  readonly schema: z.ZodType<To>
  readonly from: (...from: From) => To
}

interface AgainBody {
  readonly batch_count?: number | undefined
  readonly seed_mode?: SeedMode | undefined
  readonly base_seed: number
}

interface GroupParts<
  K extends GroupKind,
  Params extends z.ZodObject,
  Again extends z.ZodType<AgainBody>,
  View extends object,
  Page extends object,
  Cancelled extends object,
  Accepted extends object,
> {
  readonly kind: K
  /** Part of each operation's name and tag: `Batch`, `Batches`. */
  readonly name: { readonly one: string; readonly many: string }
  readonly summaries: Readonly<Record<'cancel' | 'retry' | 'again' | 'archive', string>>
  /** Path parameters, with the one field `batch_id` or `sequence_id`. */
  readonly params: Params
  readonly again: Again
  readonly view: Shown<[GroupViews[K], page?: JobsPage], View>
  readonly page: Shown<[items: View[], nextCursor: string | undefined], Page>
  readonly cancelled: Shown<[cancelled: boolean, completed: number], Cancelled>
  readonly accepted: Shown<[AcceptedGroup], Accepted>
}

/** Input of the routes with parameters. */
export interface GroupInput {
  readonly out: {
    readonly query: z.output<typeof pageQuery> & z.output<typeof followQuery>
    readonly header: z.output<typeof lastEventIdHeader>
    readonly json: AgainBody
  }
}

/** `defineRoute` for answers whose types are not known yet; `Shown` ties each to its schema. */
const groupRoute = <P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  route: R,
) => ({
  handle: (handler: (c: Context<AppEnv, P, GroupInput>) => Response | Promise<Response>) => ({
    route,
    handler,
  }),
})

/** Headers with the place of the group, and a mark on an answer given before. */
export const acceptedHeaders = (kind: GroupKind, group: AcceptedGroup): Record<string, string> => ({
  location: `/api/${kind}/${group.id}`,
  ...replayed(group.created),
})

/** Routes that accepted batches and sequences share. */
export function groupRoutes<
  K extends GroupKind,
  Params extends z.ZodObject,
  Again extends z.ZodType<AgainBody>,
  View extends object,
  Page extends object,
  Cancelled extends object,
  Accepted extends object,
>(services: GroupServices, parts: GroupParts<K, Params, Again, View, Page, Cancelled, Accepted>) {
  const { generation, stopping } = services
  const { kind, name, summaries, params, again, view, page, cancelled, accepted } = parts
  const groups = generation.groups
  const tags = [name.one]
  const all = `/api/${kind}` as const
  const one = `/api/${kind}/{${kind}_id}` as const
  const idOf = (c: Context<AppEnv>): string => c.req.param(`${kind}_id`) ?? ''
  const known = (id: string): GroupViews[K] => knownGroup(generation, kind, id)
  const theGroup = { 200: json(view.schema, `The ${kind}`), ...invalid, ...missing }
  const acceptedGroup = { 202: json(accepted.schema, 'Accepted, all of it.'), ...acceptProblems }

  return [
    groupRoute({
      method: 'get',
      path: all,
      operationId: `list${name.many}`,
      tags,
      summary: `All ${name.many.toLowerCase()}, newest first`,
      request: { query: pageQuery },
      responses: { 200: json(page.schema, 'A page'), ...invalid },
    }).handle((c) => {
      const { items, cursor } = groups.list(kind, c.req.valid('query'))
      return c.json(
        page.from(
          items.map((item) => view.from(item, { most: mostJobsInList })),
          cursor,
        ),
        200,
      )
    }),
    groupRoute({
      method: 'get',
      path: one,
      operationId: `get${name.one}`,
      tags,
      summary: `How a ${kind} is doing`,
      ...(kind === 'batch' ? jobsParameters : {}),
      request: { params },
      responses: theGroup,
    }).handle((c) => c.json(view.from(known(idOf(c)), { from: readFrom(c) }), 200)),
    groupRoute({
      method: 'delete',
      path: one,
      operationId: `cancel${name.one}`,
      tags,
      summary: summaries.cancel,
      request: { params },
      responses: { 200: json(cancelled.schema, 'Cancelled'), ...invalid, ...missing },
    }).handle(async (c) => {
      const { id } = known(idOf(c))
      const { outcome, completed } = await groups.cancel(kind, id)
      const isCancelled = outcome === 'cancelled' || outcome === 'requested'
      return c.json(cancelled.from(isCancelled, completed), 200)
    }),
    groupRoute({
      method: 'post',
      path: `${one}/retry`,
      operationId: `retry${name.one}`,
      tags,
      summary: summaries.retry,
      request: { params },
      responses: { ...acceptedGroup, ...missing, ...conflict },
    }).handle(async (c) => {
      const { id } = known(idOf(c))
      return c.json(accepted.from(await groups.retry(kind, id)), 202)
    }),
    groupRoute({
      method: 'post',
      path: `${one}/again`,
      operationId: `repeat${name.one}`,
      tags,
      summary: summaries.again,
      ...acceptParameters,
      request: { params, body: optionalBody(again) },
      responses: { ...acceptedGroup, ...missing },
    }).handle(async (c) => {
      const { id } = known(idOf(c))
      const body = c.req.valid('json')
      const change = {
        batchCount: body.batch_count,
        seedMode: body.seed_mode,
        baseSeed: body.base_seed,
      }
      const group = await groups.again(kind, id, change, acceptOptions(c, body))
      return c.json(accepted.from(group), 202, acceptedHeaders(kind, group))
    }),
    groupRoute({
      method: 'post',
      path: `${one}/pause`,
      operationId: `pause${name.one}`,
      tags,
      summary: `Begin no further image of a ${kind}; what runs goes on, others are not concerned`,
      request: { params },
      responses: theGroup,
    }).handle(async (c) => {
      await groups.pause(kind, idOf(c))
      return c.json(view.from(known(idOf(c))), 200)
    }),
    groupRoute({
      method: 'post',
      path: `${one}/resume`,
      operationId: `resume${name.one}`,
      tags,
      summary: `Go on with a ${kind} that was paused`,
      request: { params },
      responses: theGroup,
    }).handle(async (c) => {
      await groups.resume(kind, idOf(c))
      return c.json(view.from(known(idOf(c))), 200)
    }),
    groupRoute({
      method: 'get',
      path: `${one}/archive`,
      operationId: `download${name.one}`,
      tags,
      summary: summaries.archive,
      request: { params },
      responses: { ...zip, ...invalid, ...missing },
    }).handle((c) => {
      const group = known(idOf(c))
      const members = toMembers(group.jobs().flatMap((job) => filesOfJob(job, services)))
      return sendZip(members, `${kind}_${group.id.slice(0, 8)}.zip`)
    }),
    groupRoute({
      method: 'get',
      path: `${one}/events`,
      operationId: `follow${name.one}`,
      tags,
      summary: `Follow a ${kind}`,
      request: { params, query: followQuery, headers: lastEventIdHeader },
      responses: {
        ...eventStream(
          'Server-sent events of all its jobs, and `group`: how it stands. It ends when `status` there does.',
        ),
        ...nothingMore,
        ...invalid,
        ...missing,
      },
    }).handle((c) => {
      const { id, status } = known(idOf(c))
      const after = c.req.valid('header')['last-event-id']
      const send = after !== undefined && isEnded({ status }) ? sendRest : sendEvents
      const { previews } = c.req.valid('query')
      return send(c, stopping, (signal) =>
        groupMessages(services, { kind, id, after, previews, signal }),
      )
    }),
  ] as const
}
