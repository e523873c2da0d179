import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isMissing } from '@darkroom/foundation'

/** File systems on which others make changes that the watching kernel is not told of, by their numbers in `statfs(2)`. */
const silentTypes: ReadonlyMap<number, string> = new Map([
  [0x69_69, 'nfs'],
  [0x51_7b, 'smb'],
  [0xff_53_4d_42, 'cifs'],
  [0xfe_53_4d_42, 'smb2'],
  [0x01_02_19_97, '9p'],
  // Also virtiofs.
  [0x65_73_55_46, 'fuse'],
  [0x53_46_48_46, 'drvfs'],
  [0x78_6f_42_56, 'vboxsf'],
  [0xba_cb_ac_bc, 'vmhgfs'],
  [0x00_c3_64_00, 'ceph'],
  [0x0b_d0_0b_d0, 'lustre'],
  [0x01_16_19_70, 'gfs2'],
  [0x74_61_63_6f, 'ocfs2'],
  [0x47_50_46_53, 'gpfs'],
  [0x19_83_03_26, 'beegfs'],
  [0x53_46_41_4f, 'afs'],
])

/** The name of a file system that is silent about others' changes; undefined for one that tells them. */
export const silentTypeOf = (type: number): string | undefined => silentTypes.get(type >>> 0)

/** The silent file system in which a path lies, or will lie; undefined where changes are told, or the system does not say. */
export async function silentFileSystem(path: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined
  try {
    return silentTypeOf((await statfs(path)).type)
  } catch (error) {
    const parent = dirname(path)
    return isMissing(error) && parent !== path ? await silentFileSystem(parent) : undefined
  }
}
