import { readdirSync, readFileSync } from 'node:fs'

/** What a process has used so far. */
export interface Cpu {
  /** Milliseconds of processor time, of its children as well. */
  cpuMs(): number
}

/** Fields of /proc/PID/stat after the name; times are in hundredths of a second (https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html). */
const fieldsOf = (pid: number): readonly string[] => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

const ownMs = (pid: number): number => {
  try {
    const fields = fieldsOf(pid)
    return 10 * [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
  } catch {
    // It has ended just now.
    return 0
  }
}

const childrenOf = (pid: number): readonly number[] => {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    )
  } catch {
    return []
  }
}

const withChildren = (pid: number): readonly number[] => [
  pid,
  ...childrenOf(pid).flatMap(withChildren),
]

/** Of a process and all that it started. Linux only. */
export const cpuOf = (pid: number): Cpu => ({
  cpuMs: () => withChildren(pid).reduce((sum, each) => sum + ownMs(each), 0),
})

/** Megabytes that a process, without its children, has in memory. Linux only. */
export const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
