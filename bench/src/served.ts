import { z } from 'zod'
import { askOften } from './ask-often.ts'
import { Growth } from './growth.ts'
import { runServer } from './page/run-server.ts'

const rowsSchema = z.array(z.object({ image_url: z.string(), thumbnail_url: z.string() }))

const queries = {
  'page of 100': ['/api/gallery?limit=100'],
  'page without `limit`': ['/api/gallery'],
  'search for two words, one of them new': Array.from(
    { length: 200 },
    (_, run) => `/api/gallery?limit=100&keyword=neon+${run}`,
  ),
  facets: ['/api/gallery/facets?keyword=fox'],
  statistics: ['/api/gallery/statistics?keyword=fox'],
}

/** Requests of all kinds, after which memory is looked at again. */
const manyRequests = 20_000

async function measureAt(pictures: number, growth: Growth): Promise<void> {
  await using server = await runServer(pictures)
  const { url } = server
  growth.add('memory in MB at rest', server.residentMb())
  for (const [what, paths] of Object.entries(queries)) {
    const urls = paths.map((path) => url + path)
    const count = what.includes('without') ? 100 : 1_000
    const { cpuMs } = await askOften(server, { urls, clients: 4, warmUp: 100, count })
    growth.add(what, cpuMs)
  }
  const rows = rowsSchema.parse(await (await fetch(`${url}/api/gallery?limit=100`)).json())
  const [first] = rows
  const thumbnail = await askOften(server, {
    urls: [`${url}${first?.thumbnail_url}`],
    warmUp: 5_000,
    count: manyRequests,
  })
  growth.add('thumbnail from memory', thumbnail.cpuMs)
  const urls = [
    ...rows.map((row) => url + row.thumbnail_url),
    ...Object.values(queries).flatMap((paths) => paths.slice(0, 20).map((path) => url + path)),
    `${url}/api/queue`,
    `${url}/api/health`,
  ].filter((each) => each !== `${url}/api/gallery`)
  await askOften(server, { urls, count: manyRequests })
  growth.add(`memory in MB after ${manyRequests} requests`, server.residentMb())
}

/** Measures what the gallery costs over HTTP, by the number of its pictures. */
export async function measureServed({ sizes = [1_000, 10_000] }): Promise<void> {
  const growth = new Growth(sizes)
  for (const pictures of sizes) await measureAt(pictures, growth)
  growth.print('ms of processor time, by pictures')
}
