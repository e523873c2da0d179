import type { Server } from '../api/types.ts'
import { formatMemory } from '../pictures/format-bytes.ts'
import { Progress } from '../ui/progress.tsx'
import styles from './device.module.css'

/** ComfyUI names a device with its index and its allocator: `cuda:0 NVIDIA GeForce RTX 4090 : cudaMallocAsync`. */
const shortName = (name: string): string => name.replace(/^\w+:\d+ /, '').replace(/ : \w+$/, '')

/** A device, and how much of its memory is taken. */
export const Device = ({ device }: { readonly device: Server['devices'][number] }) => {
  const { name, type, vram_total, vram_free } = device
  const used = Math.max(0, vram_total - vram_free)
  const words = `${formatMemory(used)} of ${formatMemory(vram_total)}`
  return (
    <div className={styles.device}>
      <p className={styles.words}>
        <span>{shortName(name) || type}</span>
        {vram_total > 0 && <span className={styles.memory}>{words}</span>}
      </p>
      {vram_total > 0 && (
        <Progress
          label={`Memory of ${shortName(name)} in use`}
          value={used / vram_total}
          valueText={words}
        />
      )}
    </div>
  )
}
