import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs a program to its end. Throws with its last words when it fails. */
export async function runCommand(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let words = ''
  child.stderr.on('data', (chunk) => {
    words = `${words}${chunk}`.slice(-500)
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${words.trim()}`)
}

const has = async (command: string): Promise<boolean> => {
  try {
    await runCommand('which', [command])
    return true
  } catch {
    return false
  }
}

/** Makes sure that a program of Debian is there. Throws in one line where it is not and cannot be installed. */
export async function needDebian(command: string, name: string): Promise<void> {
  if (await has(command)) return
  const mayInstall = process.getuid?.() === 0 && (await has('apt-get'))
  if (!mayInstall) throw new Error(`${command} is not there; install Debian's ${name}`)
  await runCommand('apt-get', ['update', '-qq'])
  await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name])
}
