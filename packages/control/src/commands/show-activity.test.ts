import { checkDialogue } from '../testing/answers.ts'

checkDialogue('tells what the thread does', [
  ['show activity', /^thread_id: 1 \(1\.\.1\)\ndate_now: 1795255200\.000000\naccepted: 0\n/],
  ['show pools', /^Memory of the process:\n {2}- rss : \d+ bytes\n/],
])
