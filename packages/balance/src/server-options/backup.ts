import { defineServerOption } from '@weir/keyword'
import { serverOptions } from '../options.ts'

export const backup = defineServerOption({
  name: 'backup',
  summary: 'Uses the server only when all others are unavailable.',
  manual: '5.2',
  options: serverOptions,
  params: [],
  apply(record) {
    record.isBackup = true
  },
})

export const noBackup = defineServerOption({
  name: 'no-backup',
  summary: 'Takes back the backup option of default-server.',
  manual: '5.2',
  options: serverOptions,
  params: [],
  apply(record) {
    record.isBackup = false
  },
})
