import type { MetadataModule } from '../metadata-module.ts'
import { FileActions } from './file-actions.ts'
import type { FileAnswers, FileRequest } from './file-protocol.ts'
import { RootFolder } from './root-folder.ts'

type Answer = FileAnswers[keyof FileAnswers]

/** Does what a request asks for; the answer is the one of its action. */
export async function perform(
  module: MetadataModule,
  request: FileRequest,
  { root, turn }: { readonly root: string; readonly turn: string },
): Promise<Answer> {
  using folder = new RootFolder(root)
  return await answer(new FileActions({ root, module, folder, turn }), request)
}

function answer(actions: FileActions, request: FileRequest): Answer | Promise<Answer> {
  switch (request.action) {
    case 'trash':
      return actions.trash(request.images, request.nowMs)
    case 'remove':
      return actions.remove(request.images)
    case 'restore':
      return actions.restore(request.ids)
    case 'move':
      return actions.move(request.images, request.folder)
    case 'sidecars':
      return actions.sidecars(request.images)
    case 'write':
      return actions.write(request.files)
    case 'trashed':
      return actions.trashed(request.id)
    case 'items':
      return actions.items(request.directories)
    case 'discard':
      return actions.discard(request.directories)
    case 'settle':
      return actions.settle()
  }
}
