import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'

/** Linux counts processor time for others in hundredths of a second. */
const msPerTick = 10

interface Stat {
  readonly pid: number
  readonly parent: number
  readonly cpuMs: number
}

function parse(pid: number, text: string): Stat {
  // The name is in parentheses and may have any letter, so fields are counted after it.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15)
  const ticks = user + system + childUser + childSystem
  return { pid, parent: fields[1] ?? 0, cpuMs: ticks * msPerTick }
}

/** A process may end between being listed and being read. */
async function readStat(pid: string): Promise<Stat | undefined> {
  try {
    return parse(Number(pid), await readFile(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return undefined
  }
}

async function tree(root: number): Promise<readonly Stat[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const all = (await Promise.all(names.map(readStat))).filter((stat) => stat !== undefined)
  const below = (pid: number): readonly Stat[] => [
    ...all.filter((stat) => stat.pid === pid),
    ...all.filter((stat) => stat.parent === pid).flatMap((stat) => below(stat.pid)),
  ]
  return below(root)
}

/** The processor time that a process and those it started have used, in milliseconds. Linux only. */
export async function cpuOf(pid: number): Promise<number> {
  return (await tree(pid)).reduce((sum, { cpuMs }) => sum + cpuMs, 0)
}

/** Resident memory of a process and those it started, in megabytes; what they share is counted for each. */
export async function memoryOf(pid: number): Promise<number> {
  const read = (each: number): number => {
    try {
      const status = readFileSync(`/proc/${each}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000
    } catch {
      return 0
    }
  }
  return (await tree(pid)).reduce((sum, stat) => sum + read(stat.pid), 0)
}
