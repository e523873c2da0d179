import { open } from 'node:fs/promises'

/** Writes a file that is on the disk when this resolves; a power cut leaves a part. `mode` as for `open`. */
export async function writeDurably(
  path: string,
  content: string | Uint8Array,
  { mode }: { mode?: number } = {},
): Promise<void> {
  await using handle = await open(path, 'w', mode)
  await handle.writeFile(content)
  await handle.datasync()
}
