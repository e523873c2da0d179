import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** Signals that are handed on; a terminal's Ctrl-C and the copy that npm makes of it come within this many milliseconds. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const sameSignalMs = 300

/** Milliseconds between looks whether the shell that npm started us with is still there. */
const parentCheckMs = 200

/**
 * Runs a program and hands every signal on to it and its children, once, so that stopping `npm start` stops the server and not
 * only npm. The shell between npm and us takes a signal for itself and ends: then the program gets SIGTERM. Resolves with its exit status; 128 and the signal's number when a signal ended it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { onOutput?: (chunk: Buffer) => void }} options `onOutput` gets what is
 *   printed instead of the terminal.
 * @returns {Promise<number>}
 */
export function runChild(command, args, { onOutput, ...options } = {}) {
  const isWindows = process.platform === 'win32'
  const child = spawn(command, args, {
    stdio: onOutput === undefined ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    // A process group of its own: the terminal's Ctrl-C reaches it through us alone.
    detached: !isWindows,
    ...options,
  })
  child.stdout?.on('data', onOutput ?? (() => {}))
  child.stderr?.on('data', onOutput ?? (() => {}))

  let last = { signal: '', at: 0 }
  const handOn = (signal) => {
    const now = performance.now()
    const isCopy = signal === last.signal && now - last.at < sameSignalMs
    last = { signal, at: now }
    if (isCopy || child.pid === undefined) return
    try {
      process.kill(isWindows ? child.pid : -child.pid, signal)
    } catch {
      // It has ended already.
    }
  }
  for (const signal of signals) process.on(signal, handOn)
  const parent = process.ppid
  const parentCheck = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(parentCheck)
    handOn('SIGTERM')
  }, parentCheckMs)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  }).finally(() => {
    clearInterval(parentCheck)
    for (const signal of signals) process.off(signal, handOn)
  })
}
