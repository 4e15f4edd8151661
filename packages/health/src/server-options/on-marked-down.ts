import { defineServerOption, oneOf } from '@weir/keyword'
import { serverCheckOptions } from '../options.ts'

export const onMarkedDown = defineServerOption({
  name: 'on-marked-down',
  summary: 'Ends the sessions of the server when it goes down.',
  manual: '5.2',
  options: serverCheckOptions,
  params: [oneOf('action', ['shutdown-sessions'])],
  apply(record) {
    record.shutsSessionsDown = true
  },
})

export const onMarkedUp = defineServerOption({
  name: 'on-marked-up',
  summary: 'Ends the sessions of backup servers when the server comes up.',
  manual: '5.2',
  options: serverCheckOptions,
  params: [oneOf('action', ['shutdown-backup-sessions'])],
  apply(record) {
    record.shutsBackupSessions = true
  },
})
