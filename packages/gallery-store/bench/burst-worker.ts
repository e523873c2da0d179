import { workerData } from 'node:worker_threads'
import { linkImages } from './generate.ts'

const { root, folder, count }: { root: string; folder: string; count: number } = workerData
linkImages(root, folder, count)
