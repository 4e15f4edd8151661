import { defineStreamFetch } from '../define-session-fetch.ts'

/** What `set-priority-…` has set (manual 7.3.2). */
export const priorityFetches = [
  defineStreamFetch(
    'prio_class',
    'sint',
    'process',
    'Gives the class by which queues order the stream.',
    (stream) => stream.priorityClass,
  ),
  defineStreamFetch(
    'prio_offset',
    'sint',
    'process',
    'Gives the milliseconds by which the stream is moved in queues.',
    (stream) => stream.priorityOffsetMs,
  ),
]
