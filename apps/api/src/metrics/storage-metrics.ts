import type { Gallery } from '@darkroom/gallery-store'
import { type GalleryDisk, isStorable } from '@darkroom/generation'
import type { UploadStore } from '@darkroom/input-pictures'
import { Gauge, type Registry } from 'prom-client'
import { ofProcess } from './scopes.ts'

export interface StorageSources {
  readonly gallery: Pick<Gallery, 'size' | 'isComplete' | 'statistics'>
  readonly disk: Pick<GalleryDisk, 'look'>
  readonly uploads: Pick<UploadStore, 'list' | 'limitBytes'>
}

/** The gallery, its disk, and the uploads. */
export function storageMetrics(registry: Registry, { gallery, disk, uploads }: StorageSources) {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `darkroom_${name}`, help, registers: [registry] })
  const images = gauge('gallery_images', `Pictures and videos in the gallery. ${ofProcess}`)
  const bytes = gauge('gallery_bytes', `Bytes of the gallery’s pictures and videos. ${ofProcess}`)
  const complete = gauge(
    'gallery_complete',
    `1 once the whole folder has been read since the start, or since it came back. ${ofProcess}`,
  )
  const storable = gauge(
    'gallery_storable',
    `1 while pictures can be stored: the folder is there and can be written. ${ofProcess}`,
  )
  const free = gauge(
    'gallery_free_bytes',
    `Free bytes on the gallery’s disk; absent while the folder is. ${ofProcess}`,
  )
  const kept = gauge(
    'uploads',
    `Uploads that are kept; absent while their folder cannot be read. ${ofProcess}`,
  )
  const keptBytes = gauge('uploads_bytes', `Bytes of the uploads. ${ofProcess}`)
  const mostBytes = gauge('uploads_limit_bytes', 'The most of them (UPLOAD_LIMIT_MB).')
  mostBytes.set(uploads.limitBytes)

  const readUploads = async (): Promise<void> => {
    try {
      const { total, totalBytes } = await uploads.list({ offset: 0, limit: 1 })
      kept.set(total)
      keptBytes.set(totalBytes)
    } catch {
      // A disk that cannot be read is no reason to tell nothing of all else, just then.
      kept.remove()
      keptBytes.remove()
    }
  }

  return {
    async read(): Promise<void> {
      images.set(gallery.size)
      bytes.set(gallery.statistics().totalSizeBytes)
      complete.set(gallery.isComplete ? 1 : 0)
      const report = await disk.look()
      storable.set(isStorable(report) ? 1 : 0)
      if (report.state === 'missing') free.remove()
      else free.set(report.freeBytes)
      await readUploads()
    },
  }
}
