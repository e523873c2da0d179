import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openGallery } from '@darkroom/gallery-store'
import { generateImages, isSidecarKind } from './generate.ts'
import { reportValue } from './measure.ts'

/**
 * Usage: `node bench/scan-bench.ts [--images 100000] [--sidecars none|remarks|darkroom] [--runs 3] [--root DIR]
 * [--metadata-module URL]`. Reads a folder that was never seen. With `--root` the folder is kept for the next time.
 */
const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '100000' },
    sidecars: { type: 'string', default: 'darkroom' },
    runs: { type: 'string', default: '3' },
    root: { type: 'string' },
    'metadata-module': {
      type: 'string',
      default: new URL('../../image-metadata/dist/index.js', import.meta.url).href,
    },
  },
})
const { sidecars } = values
if (!isSidecarKind(sidecars)) throw new TypeError(`No such sidecars: ${sidecars}`)
const count = Number(values.images)
const base = values.root ?? (await mkdtemp(join(tmpdir(), 'scan-bench-')))
const root = join(base, `${sidecars}-${count}`)

/** Hundredths of a second that children took which have ended: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function childrenMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) * 10
}

async function scanOnce(): Promise<void> {
  const [start, cpu, own, children] = [
    performance.now(),
    process.cpuUsage(),
    process.threadCpuUsage(),
    childrenMs(),
  ]
  const metadataModule = values['metadata-module']
  let seconds = 0
  let longest = 0
  let mainMs = 0
  {
    await using gallery = await openGallery({ root, metadataModule, watch: 'none' })
    let isDone = false
    void gallery.ready().finally(() => {
      isDone = true
    })
    let turn = process.threadCpuUsage()
    while (!isDone) {
      await setTimeout(1)
      const now = process.threadCpuUsage()
      longest = Math.max(longest, now.user + now.system - turn.user - turn.system)
      turn = now
    }
    seconds = (performance.now() - start) / 1000
    const { user, system } = process.threadCpuUsage(own)
    mainMs = (user + system) / 1000
    if (gallery.size !== count) throw new Error(`${gallery.size} images were found`)
  }
  const { user, system } = process.cpuUsage(cpu)
  const perFile = (ms: number): string => `${((ms * 1000) / count).toFixed(1)} µs`
  reportValue(
    `first scan, sidecars: ${sidecars}`,
    [
      `${seconds.toFixed(2)} s, ${Math.round(count / seconds)} files/s`,
      `processor per file: children ${perFile(childrenMs() - children)}, this process ${perFile((user + system) / 1000)}`,
      `its main thread ${perFile(mainMs)} (in one turn at most ${(longest / 1000).toFixed(1)} ms)`,
      `rss ${Math.round(process.memoryUsage.rss() / 1e6)} MB`,
    ].join('; '),
  )
}

try {
  if (!existsSync(root)) generateImages({ root, count, sidecars })
  for (let run = 0; run < Number(values.runs); run += 1) await scanOnce()
} finally {
  if (values.root === undefined) await rm(base, { recursive: true })
}
