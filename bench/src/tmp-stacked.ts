import { Session } from 'node:inspector/promises'
import { writeFileSync } from 'node:fs'
import { batchBody } from './batch-body.ts'
import { runDarkroom } from './run-darkroom.ts'
await using running = await runDarkroom()
await fetch(`${running.url}/api/queue/pause`, { method: 'POST' })
console.log((await (await fetch(`${running.url}/api/batch`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: batchBody({ kind: 'words', count: 5000 }) })).text()).slice(0, 100))
const measure = async (name: string) => {
  const cpus = []
  for (let i = 0; i < 8; i++) {
    const c = process.threadCpuUsage(); const t = performance.now()
    const text = await (await fetch(`${running.url}/api/queue/stacked?limit=50`)).text()
    const d = process.threadCpuUsage(c)
    cpus.push(`${((d.user + d.system) / 1000).toFixed(0)}/${(performance.now() - t).toFixed(0)}`)
    if (i === 0) console.log(text.length)
  }
  console.log(name, cpus.join(' '))
}
await measure('paused')
const session = new Session(); session.connect()
await session.post('Profiler.enable'); await session.post('Profiler.setSamplingInterval', { interval: 200 }); await session.post('Profiler.start')
await measure('profiled')
const { profile } = await session.post('Profiler.stop')
writeFileSync('/tmp/d/scratch-many/stacked.cpuprofile', JSON.stringify(profile))
process.exit(0)
