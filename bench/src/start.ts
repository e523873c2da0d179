import { createSimulator } from '@darkroom/comfy-simulator'
import { runProduct } from './run-product.ts'
import { printSpread } from './table.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Measures from the start of the process to "ready", with an empty gallery. Aim: 250 ms. */
export async function measureStart(): Promise<void> {
  await using simulator = await createSimulator({})
  const times: number[] = []
  const cpu: number[] = []
  for (let run = 0; run < 10; run += 1) {
    await using folder = await temporaryFolder()
    await using product = await runProduct({ folder: folder.path, comfyui: simulator.url })
    times.push(product.readyMs)
    cpu.push(product.cpuMs())
  }
  printSpread('process start to ready', times, 'ms')
  printSpread('its processor time', cpu, 'ms')
}
