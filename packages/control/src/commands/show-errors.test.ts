import { checkDialogue } from '../testing/answers.ts'

checkDialogue(
  'shows what was captured',
  [
    ['show errors zz', 'No such proxy.\n'],
    [
      'show errors',
      /^Total events captured on \[21\/Nov\/2026:\d\d:00:00\.000\] : 2\n\n\[21\/Nov\/2026:\d\d:00:00\.000\] proxy fe \(#1\): invalid request\nGET \?\n$/,
    ],
    ['show errors be', /: 2\n$/],
    ['show errors fe response', /: 2\n$/],
  ],
  ({ view, clock }) => {
    view.capturedErrors = [{ wallMs: clock.wallMs(), proxy: 'fe', side: 'request', text: 'GET ?\n', number: 1 }]
  },
)
