import type { App } from '../world/app.ts'
import type { World } from '../world/world.ts'
import type { Check } from './tally.ts'

/** Checks that a process of the product has not more files open than it needs. */
export async function judgeOpenFiles(
  { supervisor }: App,
  { world, check }: { readonly world: World; readonly check: Check },
): Promise<void> {
  const openFiles = await supervisor.current.openFiles()
  const kinds = Map.groupBy(openFiles ?? [], (file) => file.replace(/[[\d].*/, ''))
  const counts = [...kinds].map(([kind, { length }]) => `${kind} ${length}`)
  // Programs of ComfyUI's clients keep their connections.
  const most = world.comfyuiUrl === undefined ? 120 : 240
  check('I17', (openFiles?.length ?? 0) < most, () => `open files: ${counts.join(', ')}`)
}
